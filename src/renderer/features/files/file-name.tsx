import { shownName } from '../../../shared/byte-names.ts';
import { LongName } from '../../ui/long-name.tsx';
import css from './file-table.module.css';

/** A path of which the name stands out and the folders step back. */
export function FileName({ path }: { readonly path: string }) {
  const end = path.lastIndexOf('/') + 1;
  return (
    <span className={css.path} title={shownName(path)}>
      <span className={css.name}>
        <LongName name={shownName(path.slice(end))} />
      </span>
      {end > 0 && <span className={css.folder}>{shownName(path.slice(0, end - 1))}</span>}
    </span>
  );
}
