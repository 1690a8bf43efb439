import { changeChoices, useExportStore } from '../../state/export-store.ts';
import { text } from '../../strings/text.ts';
import { NumberInput, Select } from '../../ui/kit.ts';
import { ParsedInput } from '../../ui/parsed-input.tsx';
import css from './export-step.module.css';
import { formatParts, parseParts } from './parse-choices.ts';

const words = text.export.dataset;
const kinds = ['keep', 'one', 'divide'] as const;

const starts = {
  keep: { kind: 'keep' },
  one: { kind: 'one', name: 'train' },
  divide: {
    kind: 'divide',
    parts: [
      { name: 'train', size: 0.8 },
      { name: 'val', size: 0.1 },
      { name: 'test', size: 0.1 },
    ],
    seed: 0,
  },
} as const;

/** How masks are divided into parts for training and testing. */
export function SplitChoice() {
  const split = useExportStore(({ choices }) => choices.split);
  return (
    <>
      <Select
        label={words.split}
        value={split.kind}
        data={kinds.map((value) => ({ value, label: words.splits[value] }))}
        onChange={(value) => {
          if (value === null) return;
          const start = starts[value];
          changeChoices({ split: start.kind === 'divide' ? { ...start, parts: [...start.parts] } : start });
        }}
      />
      {split.kind === 'one' && (
        <ParsedInput
          label={words.splitName}
          shown={split.name}
          parse={(said) => (/^[\p{L}\p{N}_-]{1,64}$/u.test(said.trim()) ? said.trim() : undefined)}
          complaint={words.badSplitName}
          onSet={(name) => {
            changeChoices({ split: { kind: 'one', name } });
          }}
        />
      )}
      {split.kind === 'divide' && (
        <div className={css.split}>
          <ParsedInput
            label={words.parts}
            hint={words.partsHint}
            shown={formatParts(split.parts)}
            parse={parseParts}
            complaint={words.badParts}
            onSet={(parts) => {
              changeChoices({ split: { ...split, parts } });
            }}
          />
          <NumberInput
            label={words.seed}
            description={words.seedHint}
            min={0}
            max={999_999_999}
            allowDecimal={false}
            value={split.seed}
            onChange={(value) => {
              changeChoices({ split: { ...split, seed: typeof value === 'number' ? value : 0 } });
            }}
          />
        </div>
      )}
    </>
  );
}
