import css from './file-table.module.css';

/** A path of which the name stands out and the folders step back. */
export function FileName({ path }: { readonly path: string }) {
  const end = path.lastIndexOf('/') + 1;
  return (
    <span className={css.path} title={path}>
      <span className={css.name}>{path.slice(end)}</span>
      {end > 0 && <span className={css.folder}>{path.slice(0, end - 1)}</span>}
    </span>
  );
}
