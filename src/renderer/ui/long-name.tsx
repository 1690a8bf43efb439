import { splitName } from '../strings/split-name.ts';
import { VisuallyHidden } from './kit.ts';
import css from './long-name.module.css';

/** A file name that is cut in its middle where there is no room for all of it: files of a set often begin alike. */
export function LongName({ name }: { readonly name: string }) {
  const [start, end] = splitName(name);
  if (end === '') return <span className={css.whole}>{name}</span>;
  return (
    <>
      {/* Read as one word, and found as one. */}
      <VisuallyHidden>{name}</VisuallyHidden>
      <span className={css.parts} aria-hidden>
        <span className={css.start}>{start}</span>
        <span className={css.end}>{end}</span>
      </span>
    </>
  );
}
