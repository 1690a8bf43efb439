import { shownName } from '../../../shared/byte-names.ts';
import { useAnswer } from '../../api/queries.ts';
import { useProject, useProjectStore } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';
import { Button } from '../../ui/kit.ts';
import { IconWarning } from '../../ui/icons.ts';
import { relocateRoot } from '../start/project-acts.ts';
import css from './banners.module.css';

/** What a person has to know before anything else. */
export function Banners() {
  const isLost = useProjectStore(({ connection }) => connection === 'lost');
  const missing = useProject()?.missingRoots ?? 0;
  return (
    <div className={css.banners}>
      {isLost && (
        <div className={css.banner} role="alert" data-level="error">
          <IconWarning size={15} aria-hidden />
          {text.shell.connectionLost}
        </div>
      )}
      {missing > 0 && <MissingRoots count={missing} />}
    </div>
  );
}

function MissingRoots({ count }: { readonly count: number }) {
  const { data: roots = [] } = useAnswer('project.roots', {});
  return (
    <div className={css.banner} role="alert">
      <IconWarning size={15} aria-hidden />
      <span>{text.shell.missingRoots(count)}</span>
      {roots
        .filter(({ isMissing }) => isMissing)
        .map(({ id, path }) => (
          <span key={id} className={css.root}>
            <code>{shownName(path)}</code>
            <Button size="compact-xs" onClick={() => void relocateRoot(id, path)}>
              {text.shell.locate}
            </Button>
          </span>
        ))}
    </div>
  );
}
