import { useState } from 'react';
import { useAnswer } from '../../api/queries.ts';
import { runCommand } from '../../commands/command-table.ts';
import { hasFilter, useFilesStore } from '../../state/files-store.ts';
import { useJobList } from '../../state/jobs-store.ts';
import { useProject } from '../../state/project-store.ts';
import { type RepairScope, setRepairScope, useRepairDialogStore } from '../../state/repair-dialog-store.ts';
import { closeDialog, goToStep, useViewStore } from '../../state/view-store.ts';
import { formatCount, formatCounted } from '../../strings/format.ts';
import { paletteSourceInWords } from '../../strings/palette-source.ts';
import { text } from '../../strings/text.ts';
import { Button, Checkbox, Group, Modal, Select, Stack } from '../../ui/kit.ts';

import { chosenHere, selectionOf, startRepair } from './repair-acts.ts';
import css from './repair-dialog.module.css';

/** What is repaired, and how; on a selection as on everything. */
export function RepairDialog() {
  const isOpen = useViewStore(({ dialog }) => dialog === 'repair');
  return (
    <Modal
      opened={isOpen}
      onClose={closeDialog}
      title={text.repair.title}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      {isOpen && <RepairForm />}
    </Modal>
  );
}

const OWN_CHOICE = '';

function RepairForm() {
  const scope = useRepairDialogStore((state) => state.scope);
  const [preset, setPreset] = useState(OWN_CHOICE);
  const [wishesRepeat, setWishesRepeat] = useState<boolean>();
  const due = useProject()?.counts.due;
  // Who picks masks one by one means just these, whatever state they are in; and all, where none is left to be repaired.
  const isRepeating = scope !== 'due' && (wishesRepeat ?? (scope === 'chosen' || due === 0));
  const isIdle = due === 0 && !isRepeating;
  const { data: info } = useAnswer('app.info', {});
  const { data: palette } = useAnswer('classes.get', {});
  const hasClasses = palette !== undefined && palette.classes.length > 0;
  const isBusy = useJobList().some(({ kind, state }) => kind === 'repair' && state === 'running');
  const start = async (): Promise<void> => {
    const selection = selectionOf(scope);
    const isStarted = await startRepair({
      selection,
      preset: preset === OWN_CHOICE ? undefined : preset,
      isRepeating,
    });
    if (!isStarted) return;
    closeDialog();
    // Each on its own: together they are the longest that the page stands still while a repair runs.
    setTimeout(() => {
      goToStep('review');
    });
  };
  return (
    <Stack gap="sm">
      <ScopeSelect scope={scope} />
      <Select
        label={text.repair.preset}
        value={preset}
        onChange={(value) => {
          setPreset(value ?? OWN_CHOICE);
        }}
        data={[
          { value: OWN_CHOICE, label: text.repair.ownChoice },
          ...(info?.presets ?? []).map((name) => ({ value: name, label: text.presets.repair[name] })),
        ]}
      />
      <Checkbox
        label={text.repair.repeats}
        checked={isRepeating}
        disabled={scope === 'due'}
        onChange={({ currentTarget }) => {
          setWishesRepeat(currentTarget.checked);
        }}
      />
      <PaletteLine />
      {isIdle && <p className={css.note}>{text.repair.nothing}</p>}
      {isBusy && <p className={css.note}>{text.repair.running}</p>}
      <Group justify="flex-end" gap="xs">
        <Button onClick={closeDialog}>{text.common.cancel}</Button>
        <Button variant="filled" disabled={!hasClasses || isBusy || isIdle} data-autofocus onClick={() => void start()}>
          {text.repair.start}
        </Button>
      </Group>
    </Stack>
  );
}

function ScopeSelect({ scope }: { readonly scope: RepairScope }) {
  return (
    <Select
      label={text.repair.which}
      value={scope}
      data={useScopes()}
      onChange={(value) => {
        // The values offered are those of `useScopes`.
        if (value !== null) setRepairScope(value);
      }}
    />
  );
}

function useScopes(): { value: RepairScope; label: string }[] {
  const counts = useProject()?.counts;
  const { selected, filter } = useFilesStore();
  const isReview = useViewStore(({ step }) => step === 'review');
  const { data: found } = useAnswer('sources.facets', { filter }, { isWanted: filter.role === 'mask' });
  if (counts === undefined) return [];
  const here = chosenHere();
  const chosen = here?.kind === 'ids' ? here.ids.length : selected.isAll && !isReview ? (found?.total ?? 0) : 0;
  return [
    { value: 'due', label: text.repair.due(formatCount(counts.due)) },
    ...(chosen > 0 && (isReview || filter.role === 'mask')
      ? [{ value: 'chosen' as const, label: text.repair.chosen(formatCount(chosen)) }]
      : []),
    ...(!isReview && filter.role === 'mask' && hasFilter(filter)
      ? [{ value: 'filtered' as const, label: text.repair.filtered(formatCount(found?.total ?? 0)) }]
      : []),
    { value: 'everything', label: text.repair.everything(formatCount(counts.masks)) },
  ];
}

/** The classes that the repair goes by, or where to get them. */
function PaletteLine() {
  const { data: palette } = useAnswer('classes.get', {});
  if (palette === undefined) return <p className={css.note}>{text.common.loading}</p>;
  if (palette.classes.length > 0) {
    return (
      <p className={css.note}>
        {text.repair.paletteSummary(
          formatCounted(palette.classes.length, 'class', 'classes'),
          paletteSourceInWords(palette.source ?? ''),
        )}
      </p>
    );
  }
  return (
    <div className={css.missing}>
      {text.repair.noPalette}
      <Group gap="xs" mt={6}>
        <Button
          onClick={() => {
            runCommand('classes.infer');
          }}
        >
          {text.repair.inferNow}
        </Button>
        <Button
          onClick={() => {
            closeDialog();
            goToStep('classes');
          }}
        >
          {text.repair.toClasses}
        </Button>
      </Group>
    </div>
  );
}
