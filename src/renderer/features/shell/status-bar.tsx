import { useProject, useProjectStore } from '../../state/project-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { JobLine } from '../jobs/job-line.tsx';
import css from './status-bar.module.css';

/** Counts of the project, and what is going on. */
export function StatusBar() {
  const project = useProject();
  const scan = useProjectStore((state) => state.scan);
  if (project === undefined) return null;
  const { counts } = project;
  return (
    <footer className={css.bar}>
      <span>{text.shell.masks(counts.masks)}</span>
      <span>{text.shell.photos(counts.photos)}</span>
      <span>{text.shell.repaired(formatCount(counts.repaired - counts.drawn))}</span>
      {counts.drawn > 0 && <span>{text.shell.drawn(formatCount(counts.drawn))}</span>}
      {counts.stale > 0 && <span data-level="warn">{text.shell.stale(formatCount(counts.stale))}</span>}
      {counts.failed > 0 && <span data-level="bad">{text.shell.failed(formatCount(counts.failed))}</span>}
      <span className={css.job}>
        {scan?.isScanning === true && scan.job === undefined ? (
          text.shell.scanning(formatCount(scan.found))
        ) : (
          <JobLine />
        )}
      </span>
    </footer>
  );
}
