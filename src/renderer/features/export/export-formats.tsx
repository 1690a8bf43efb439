import { useState } from 'react';
import type { ExportFormat } from '../../../shared/contract/export-calls.ts';
import { changeExport } from '../../state/export-store.ts';
import { text } from '../../strings/text.ts';
import { IconSearch } from '../../ui/icons.ts';
import { TextInput } from '../../ui/kit.ts';
import css from './export-step.module.css';

interface ExportFormatsProps {
  readonly formats: readonly ExportFormat[];
  readonly current: string | undefined;
}

/** Every format with what it keeps and what it loses; pictures first, then datasets. */
export function ExportFormats({ formats, current }: ExportFormatsProps) {
  const [wanted, setWanted] = useState('');
  const shown = formats.filter((format) => matches(format, wanted) || format.id === current);
  const groups = [
    { title: text.export.pictures, members: shown.filter(({ dataset }) => dataset === undefined) },
    { title: text.export.datasets, members: shown.filter(({ dataset }) => dataset !== undefined) },
  ];
  return (
    <>
      <TextInput
        className={css.search}
        aria-label={text.export.searchFormats}
        placeholder={text.export.searchFormats}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={wanted}
        onChange={({ currentTarget }) => {
          setWanted(currentTarget.value);
        }}
      />
      {groups.map(({ title, members }) =>
        members.length === 0 ? null : (
          <div key={title} role="group" aria-label={title}>
            <div className={css.groupTitle}>{title}</div>
            {members.map((format) => (
              <Format key={format.id} format={format} isChosen={format.id === current} />
            ))}
          </div>
        ),
      )}
    </>
  );
}

function matches({ id }: ExportFormat, wanted: string): boolean {
  const words = wanted.toLowerCase().split(/\s+/);
  const { title, keeps } = text.exportFormats[id];
  const said = `${id} ${title} ${keeps}`.toLowerCase();
  return words.every((word) => said.includes(word));
}

function Format({ format: { id }, isChosen }: { format: ExportFormat; isChosen: boolean }) {
  const { title, keeps, loses } = text.exportFormats[id];
  return (
    <label className={css.format} data-chosen={isChosen}>
      <input
        type="radio"
        name="format"
        aria-label={title}
        aria-describedby={`format-${id}`}
        checked={isChosen}
        onChange={() => {
          changeExport({ format: id });
        }}
      />
      <span className={css.formatTitle}>{title}</span>
      <span className={css.formatText} id={`format-${id}`}>
        {keeps} {loses !== '' && text.export.loses(loses)}
      </span>
    </label>
  );
}
