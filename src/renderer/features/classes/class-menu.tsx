import { memo, useState } from 'react';
import type { ProjectClass } from '../../../shared/contract/class-schemas.ts';
import { useAnswer } from '../../api/queries.ts';
import { openClassForm } from '../../state/classes-store.ts';
import { showFilesOf } from '../../state/files-store.ts';
import { goToStep } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { IconMore } from '../../ui/icons.ts';
import { ActionIcon, Menu } from '../../ui/kit.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { editClasses } from './class-acts.ts';

type ClassMenuProps = Pick<ProjectClass, 'slot' | 'name'>;

/** What can be done with one class. Its items are made when it opens: a palette may have hundreds of classes. */
export const ClassMenu = memo(MenuOfClass);

function MenuOfClass({ slot, name }: ClassMenuProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={text.classes.actsOf(name)}>
          <IconMore size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{isOpen && <Items slot={slot} />}</Menu.Dropdown>
    </Menu>
  );
}

function Items({ slot }: Pick<ClassMenuProps, 'slot'>) {
  const classes = useAnswer('classes.get', {}).data?.classes ?? [];
  const entry = classes.find((known) => known.slot === slot);
  if (entry === undefined) return null;
  const { name, files, isLocked } = entry;
  return (
    <>
      <Menu.Item
        disabled={files === 0}
        onClick={() => {
          showFilesOf({ role: 'mask', classes: [slot] });
          goToStep('files');
        }}
      >
        {text.classes.showFiles}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item disabled={isLocked || classes.length < 2}>{text.classes.mergeInto}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown mah={320} style={{ overflow: 'auto' }}>
          {classes
            .filter((other) => other.slot !== slot && !other.isLocked)
            .map((other) => (
              <Menu.Item
                key={other.slot}
                leftSection={<Swatch rgb={other.rgb} />}
                onClick={() => void editClasses({ kind: 'merge', from: [slot], into: other.slot })}
              >
                {other.name}
              </Menu.Item>
            ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Item
        disabled={isLocked}
        onClick={() => {
          openClassForm({ kind: 'split', slot, name });
        }}
      >
        {text.classes.split}
      </Menu.Item>
      <Menu.Item disabled={isLocked} onClick={() => void editClasses({ kind: 'remove', slot })}>
        {text.classes.remove}
      </Menu.Item>
    </>
  );
}
