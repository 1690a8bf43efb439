import { isAbsolutePath } from '../../../shared/absolute-path.ts';
import type { ExportFormat } from '../../../shared/contract/export-calls.ts';
import { useAnswer } from '../../api/queries.ts';
import { changeChoices, changeExport, type ExportScope, useExportStore } from '../../state/export-store.ts';
import { hasFilter, useFilesStore } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { Button, Checkbox, NumberInput, Select, Stack, TextInput } from '../../ui/kit.ts';
import { DatasetOptions } from './dataset-options.tsx';
import { pickExportFolder } from './export-acts.ts';
import { ExportIndices } from './export-indices.tsx';
import css from './export-step.module.css';

interface ExportOptionsFormProps {
  readonly format: ExportFormat;
}

/** What can be said about an export; only what the format knows is asked. */
export function ExportOptionsForm({ format: { takes, dataset } }: ExportOptionsFormProps) {
  const options = useExportStore();
  return (
    <Stack gap="sm">
      <div className={css.folder}>
        <TextInput
          label={text.export.folder}
          placeholder={text.export.folderHint}
          value={options.folder}
          error={isPartOfPath(options.folder.trim())}
          spellCheck={false}
          onChange={({ currentTarget }) => {
            changeExport({ folder: currentTarget.value });
          }}
        />
        <Button onClick={() => void pickExportFolder()}>{text.common.choose}</Button>
      </div>
      <WhichMasks />
      {takes.names && <Names />}
      {takes.voidPolicy && <VoidAs />}
      {takes.resize && (
        <NumberInput
          label={text.export.longestSide}
          description={text.export.longestSideHint}
          placeholder={text.export.keepSize}
          min={1}
          max={65535}
          allowDecimal={false}
          value={options.longestSide ?? ''}
          onChange={(value) => {
            changeExport({ longestSide: typeof value === 'number' ? value : undefined });
          }}
        />
      )}
      {dataset !== undefined && <DatasetOptions dataset={dataset} />}
      {takes.indices && dataset === undefined && <ExportIndices />}
      <Extras takes={takes} isDataset={dataset !== undefined} />
    </Stack>
  );
}

function isPartOfPath(folder: string): boolean {
  return folder !== '' && !isAbsolutePath(folder);
}

const undecidedChoices = ['all', 'certified', 'none'] as const;

function WhichMasks() {
  const { scope, undecided } = useExportStore();
  const filter = useFilesStore((state) => state.filter);
  const hasChosen = useFilesStore(({ selected }) => selected.isAll || selected.ids.size > 0);
  const scopes: ExportScope[] = [
    'everything',
    ...(hasChosen && filter.role === 'mask' ? (['chosen'] as const) : []),
    ...(hasFilter(filter) && filter.role === 'mask' ? (['filtered'] as const) : []),
  ];
  return (
    <>
      <Select
        label={text.export.which}
        value={scopes.includes(scope) ? scope : 'everything'}
        data={scopes.map((value) => ({ value, label: text.export.scopes[value] }))}
        onChange={(value) => {
          if (value !== null) changeExport({ scope: value });
        }}
      />
      <Select
        label={text.export.undecided}
        value={undecided}
        data={undecidedChoices.map((value) => ({ value, label: text.export.undecidedChoices[value] }))}
        onChange={(value) => {
          if (value !== null) changeExport({ undecided: value });
        }}
      />
    </>
  );
}

function Names() {
  const { names, suffix } = useExportStore();
  return (
    <>
      <Select
        label={text.export.names}
        value={names}
        data={[
          { value: 'tree' as const, label: text.export.tree },
          { value: 'flat' as const, label: text.export.flat },
        ]}
        onChange={(value) => {
          if (value !== null) changeExport({ names: value });
        }}
      />
      <TextInput
        label={text.export.suffix}
        placeholder={text.export.suffixHint}
        value={suffix}
        maxLength={100}
        error={/[/\\]/.test(suffix) && text.export.badSuffix}
        onChange={({ currentTarget }) => {
          changeExport({ suffix: currentTarget.value });
        }}
      />
    </>
  );
}

const AS_IT_IS = '';

function VoidAs() {
  const voidAs = useExportStore((state) => state.voidAs);
  const { data: palette } = useAnswer('classes.get', {});
  if (palette?.classes.some(({ role }) => role === 'void') !== true) return null;
  return (
    <Select
      label={text.export.voidAs}
      value={voidAs === undefined ? AS_IT_IS : String(voidAs)}
      data={[
        { value: AS_IT_IS, label: text.export.voidStays },
        ...palette.classes
          .filter(({ role }) => role !== 'void')
          .map(({ slot, name }) => ({ value: String(slot), label: name })),
      ]}
      onChange={(value) => {
        changeExport({ voidAs: value === null || value === AS_IT_IS ? undefined : Number(value) });
      }}
    />
  );
}

interface ExtrasProps {
  readonly takes: ExportFormat['takes'];
  readonly isDataset: boolean;
}

function Extras({ takes, isDataset }: ExtrasProps) {
  const options = useExportStore();
  const { hasConfidenceMaps, hasPhotos, hasPhotosOfDataset, hasReport, isOverwriting, choices } = options;
  return (
    <Stack gap={6}>
      <Option
        label={text.export.report}
        isOn={hasReport}
        onSet={(value) => {
          changeExport({ hasReport: value });
        }}
      />
      {takes.confidence && (
        <Option
          label={text.export.confidence}
          isOn={hasConfidenceMaps}
          onSet={(value) => {
            changeExport({ hasConfidenceMaps: value });
          }}
        />
      )}
      {takes.objectMaps && (
        <Option
          label={text.export.objectMaps}
          isOn={options.hasObjectMaps === true}
          onSet={(value) => {
            changeExport({ hasObjectMaps: value });
          }}
        />
      )}
      {takes.objectMaps && options.hasObjectMaps === true && (
        <Option
          label={text.export.numbersOfFiles}
          isOn={options.hasNumbersOfFiles === true}
          onSet={(value) => {
            changeExport({ hasNumbersOfFiles: value });
          }}
        />
      )}
      {takes.photos && (
        <Option
          label={text.export.photos}
          isOn={isDataset ? hasPhotosOfDataset : hasPhotos}
          onSet={(value) => {
            changeExport(isDataset ? { hasPhotosOfDataset: value } : { hasPhotos: value });
          }}
        />
      )}
      {isDataset && (
        <Option
          label={text.export.dataset.archive}
          isOn={choices.isArchive}
          onSet={(value) => {
            changeChoices({ isArchive: value });
          }}
        />
      )}
      <Option
        label={text.export.overwrite}
        isOn={isOverwriting}
        onSet={(value) => {
          changeExport({ isOverwriting: value });
        }}
      />
    </Stack>
  );
}

interface OptionProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onSet: (isOn: boolean) => void;
}

function Option({ label, isOn, onSet }: OptionProps) {
  return (
    <Checkbox
      label={label}
      checked={isOn}
      onChange={({ currentTarget }) => {
        onSet(currentTarget.checked);
      }}
    />
  );
}
