import { useState } from 'react';
import { distinctColour } from '../../../shared/classes/distinct-colour.ts';
import type { ClassRole, PaletteClass, Rgb } from '../../../shared/model/palette.ts';
import { useAnswer } from '../../api/queries.ts';
import { type ClassForm, closeClassForm, useClassesStore } from '../../state/classes-store.ts';
import { classRoles } from '../../strings/class-roles.ts';
import { text } from '../../strings/text.ts';
import { Button, Group, Modal, Select, Stack, TextInput } from '../../ui/kit.ts';
import { editClasses } from './class-acts.ts';
import { ColourChooser } from './colour-chooser.tsx';

/** Name, colour and role of a class that is to be. */
export function ClassFormDialog() {
  const form = useClassesStore((state) => state.form);
  const isPicking = useClassesStore((state) => state.eyedropper !== undefined);
  if (form === undefined) return null;
  return (
    <Modal
      opened={!isPicking}
      keepMounted
      size={320}
      title={form.kind === 'add' ? text.classes.formAdd : text.classes.formSplit(form.name)}
      onClose={closeClassForm}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Form form={form} />
    </Modal>
  );
}

function Form({ form }: { readonly form: ClassForm }) {
  const { data: palette } = useAnswer('classes.get', {});
  if (palette === undefined) return null;
  return <Fields form={form} classes={palette.classes} />;
}

type Known = readonly Pick<PaletteClass, 'name' | 'rgb'>[];

/** A name that no class has, after that of the class which is split. */
function freeName(form: ClassForm, classes: Known): string {
  const names = new Set(classes.map(({ name }) => name.toLowerCase()));
  const nameAt = (count: number): string =>
    form.kind === 'split' ? text.classes.splitName(form.name, count) : text.classes.addedName(count);
  let count = form.kind === 'split' ? 2 : classes.length;
  while (names.has(nameAt(count).toLowerCase())) count++;
  return nameAt(count);
}

function Fields({ form, classes }: { readonly form: ClassForm; readonly classes: Known }) {
  const [name, setName] = useState(() => freeName(form, classes));
  const [role, setRole] = useState<ClassRole>('class');
  const [rgb, setRgb] = useState<Rgb>(
    () => (form.kind === 'add' ? form.rgb : undefined) ?? distinctColour(classes.map((entry) => entry.rgb)),
  );
  const commit = async (): Promise<void> => {
    const edit =
      form.kind === 'add'
        ? ({ kind: 'add', name: name.trim(), rgb, role } as const)
        : ({ kind: 'split', slot: form.slot, name: name.trim(), rgb } as const);
    if (await editClasses(edit)) closeClassForm();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void commit();
      }}
    >
      <Stack gap="sm">
        {form.kind === 'split' && <div>{text.classes.splitHint}</div>}
        <TextInput
          data-autofocus
          onFocus={({ currentTarget }) => {
            currentTarget.select();
          }}
          label={text.classes.name}
          value={name}
          maxLength={200}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
          }}
        />
        <div>
          <ColourChooser rgb={rgb} onRgb={setRgb} onPicked={setRgb} />
        </div>
        {form.kind === 'add' && (
          <Select
            label={text.classes.role}
            value={role}
            data={classRoles.map((value) => ({ value, label: text.words.role[value] }))}
            onChange={(value) => {
              setRole(value ?? 'class');
            }}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button onClick={closeClassForm}>{text.common.cancel}</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            {form.kind === 'add' ? text.classes.create : text.classes.splitAct}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
