import { useState } from 'react';
import type { ClassRole, Rgb } from '../../../shared/model/palette.ts';
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

const firstColour: Rgb = [128, 128, 128];

function Form({ form }: { readonly form: ClassForm }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<ClassRole>('class');
  const [rgb, setRgb] = useState<Rgb>((form.kind === 'add' ? form.rgb : undefined) ?? firstColour);
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
