import type { ExportFormat } from '../../../shared/contract/export-calls.ts';
import { changeExport } from '../../state/export-store.ts';
import css from './export-step.module.css';

interface ExportFormatsProps {
  readonly formats: readonly ExportFormat[];
  readonly current: string | undefined;
}

export function ExportFormats({ formats, current }: ExportFormatsProps) {
  return formats.map(({ id, title, description }) => (
    <label key={id} className={css.format} data-chosen={id === current}>
      <input
        type="radio"
        name="format"
        checked={id === current}
        onChange={() => {
          changeExport({ format: id });
        }}
      />
      <span className={css.formatTitle}>{title}</span>
      <span className={css.formatText}>{description}</span>
    </label>
  ));
}
