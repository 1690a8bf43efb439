import { keyNames } from './shortcut.ts';
import css from './keys.module.css';

/** A shortcut as keys. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={css.keys}>
      {keyNames(keys).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}
