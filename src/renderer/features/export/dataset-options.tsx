import type { ExportFormat } from '../../../shared/contract/export-calls.ts';
import { turns } from '../../../shared/mask/turns.ts';
import { changeChoices, useExportStore } from '../../state/export-store.ts';
import { text } from '../../strings/text.ts';
import { Checkbox, Group, Select, Stack } from '../../ui/kit.ts';
import { ParsedInput } from '../../ui/parsed-input.tsx';
import { DatasetClasses } from './dataset-classes.tsx';
import css from './export-step.module.css';
import { formatSize, parseSize } from './parse-choices.ts';
import { SplitChoice } from './split-choice.tsx';

const words = text.export.dataset;

interface DatasetOptionsProps {
  readonly dataset: NonNullable<ExportFormat['dataset']>;
}

/** What can be said about an export as a dataset; rarer choices are folded away. */
export function DatasetOptions({ dataset }: DatasetOptionsProps) {
  const pattern = useExportStore(({ choices }) => choices.pattern);
  return (
    <Stack gap="sm">
      <FormChoices dataset={dataset} />
      <SplitChoice />
      <ParsedInput
        label={words.pattern}
        hint={words.patternHint}
        shown={pattern}
        parse={(said) => (said.trim() === '' ? undefined : said.trim())}
        complaint={words.patternEmpty}
        onSet={(value) => {
          changeChoices({ pattern: value });
        }}
      />
      <DatasetClasses />
      <SizeChoices />
    </Stack>
  );
}

function FormChoices({ dataset: { codings, geometries, hasObjects } }: DatasetOptionsProps) {
  const { coding, geometry, objects } = useExportStore(({ choices }) => choices);
  return (
    <>
      {codings.length > 0 && (
        <Select
          label={words.coding}
          value={coding ?? codings[0] ?? null}
          data={codings.map((value) => ({ value, label: words.codings[value] }))}
          onChange={(value) => {
            changeChoices({ coding: codings.find((known) => known === value) });
          }}
        />
      )}
      {geometries.length > 0 && (
        <Select
          label={words.geometry}
          value={geometry ?? geometries[0] ?? null}
          data={geometries.map((value) => ({ value, label: words.geometries[value] }))}
          onChange={(value) => {
            changeChoices({ geometry: geometries.find((known) => known === value) });
          }}
        />
      )}
      {hasObjects && (
        <Select
          label={words.objects}
          value={objects}
          data={(['component', 'class'] as const).map((value) => ({ value, label: words.objectKinds[value] }))}
          onChange={(value) => {
            if (value !== null) changeChoices({ objects: value });
          }}
        />
      )}
    </>
  );
}

function SizeChoices() {
  const { resize, tile, turns: chosen } = useExportStore(({ choices }) => choices);
  return (
    <details className={css.fold}>
      <summary>{words.size}</summary>
      <Stack gap="sm">
        <ParsedInput
          label={words.resize}
          hint={words.resizeHint}
          placeholder={text.export.keepSize}
          shown={formatSize(resize)}
          parse={parseSize}
          complaint={words.badSize}
          onSet={(value) => {
            changeChoices({ resize: value });
          }}
          onClear={() => {
            changeChoices({ resize: undefined });
          }}
        />
        <ParsedInput
          label={words.tile}
          hint={words.tileHint}
          placeholder={words.whole}
          shown={formatSize(tile)}
          parse={parseSize}
          complaint={words.badSize}
          onSet={(value) => {
            changeChoices({ tile: value });
          }}
          onClear={() => {
            changeChoices({ tile: undefined });
          }}
        />
        <Checkbox.Group
          label={words.turns}
          description={words.turnsHint}
          value={chosen}
          onChange={(value) => {
            const now = turns.filter((turn) => value.includes(turn));
            changeChoices({ turns: now.length === 0 ? ['none'] : now });
          }}
        >
          <Group gap="sm" mt={6}>
            {turns.map((turn) => (
              <Checkbox key={turn} value={turn} label={words.turnNames[turn]} />
            ))}
          </Group>
        </Checkbox.Group>
      </Stack>
    </details>
  );
}
