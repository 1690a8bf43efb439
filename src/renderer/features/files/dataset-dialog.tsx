import { useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import type { DatasetFound } from '../../../shared/contract/source-calls.ts';
import type { DatasetFormatName } from '../../../shared/model/dataset-format.ts';
import { evidenceInWords, formatInWords } from '../../../shared/strings/in-words.ts';
import { type DatasetToAdd, type FoundDatasets, useDatasetStore } from '../../state/dataset-store.ts';
import { text } from '../../strings/text.ts';
import { Button, Group, Modal, Select, Stack } from '../../ui/kit.ts';
import css from './dataset-dialog.module.css';

const words = text.files.dataset;
/** Not a dataset: its pictures are added one by one. */
const PLAIN = '';

/** What looks like a dataset, why, and as what it is to be read: the person has the last word. */
export function DatasetDialog() {
  const open = useDatasetStore((state) => state.open);
  if (open === undefined) return null;
  return <Dialog key={open.found.datasets.map(({ path }) => path).join('\n')} {...open} />;
}

type DialogProps = NonNullable<ReturnType<typeof useDatasetStore.getState>['open']>;

function Dialog({ found, answer }: DialogProps) {
  const [formats, setFormats] = useState<ReadonlyMap<string, string>>(
    () => new Map(found.datasets.map(({ path, guesses }) => [path, guesses[0]?.format ?? PLAIN])),
  );
  const [raster, setRaster] = useState<DatasetToAdd['raster']>('coco');
  const chosen = [...formats].flatMap(([path, format]) => (format === PLAIN ? [] : [{ path, format, raster }]));
  const hasShapes = chosen.some(({ format }) =>
    found.formats.some((known) => known.name === format && known.hasShapes),
  );
  return (
    <Modal
      opened
      size={620}
      title={words.title}
      onClose={() => {
        answer(undefined);
      }}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Stack gap="sm">
        {found.datasets.map((dataset) => (
          <Dataset
            key={dataset.path}
            dataset={dataset}
            formats={found.formats}
            value={formats.get(dataset.path) ?? PLAIN}
            onChange={(format) => {
              setFormats(new Map([...formats, [dataset.path, format]]));
            }}
          />
        ))}
        {hasShapes && (
          <Select
            label={words.raster}
            value={raster}
            data={(['coco', 'opencv'] as const).map((value) => ({ value, label: words.rasters[value] }))}
            onChange={(value) => {
              if (value !== null) setRaster(value);
            }}
          />
        )}
        {chosen.length > 0 && <p className={css.hint}>{hasShapes ? words.hintOfShapes : words.hint}</p>}
        <Group justify="flex-end" gap="xs">
          <Button
            onClick={() => {
              answer(undefined);
            }}
          >
            {text.common.cancel}
          </Button>
          <Button
            data-autofocus
            variant="filled"
            onClick={() => {
              answer(chosen);
            }}
          >
            {chosen.length > 0 ? words.add : words.addPlain}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function itemOf(format: DatasetFormatName) {
  return { value: format, label: formatInWords(format, true) };
}

interface DatasetProps {
  readonly dataset: DatasetFound;
  readonly formats: FoundDatasets['formats'];
  readonly value: string;
  readonly onChange: (format: string) => void;
}

function Dataset({ dataset: { path, guesses }, formats, value, onChange }: DatasetProps) {
  const guess = guesses.find(({ format }) => format === value);
  const others = formats.filter(({ name }) => !guesses.some(({ format }) => format === name));
  return (
    <div>
      <div className={css.path} title={shownName(path)}>
        {shownName(path)}
      </div>
      <Select
        label={words.readAs}
        value={value}
        searchable
        data={[
          { group: words.looksLike, items: guesses.map(({ format }) => itemOf(format)) },
          { group: words.otherwise, items: [{ value: PLAIN, label: words.plain }] },
          { group: words.others, items: others.map(({ name }) => itemOf(name)) },
        ]}
        onChange={(format) => {
          if (format !== null) onChange(format);
        }}
      />
      <div className={css.evidence}>
        {guess === undefined ? words.noEvidence : words.because(evidenceInWords(guess.evidence))}
      </div>
    </div>
  );
}
