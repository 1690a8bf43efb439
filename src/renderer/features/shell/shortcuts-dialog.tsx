import { commandTable } from '../../commands/command-table.ts';
import { menus } from '../../commands/command.ts';
import { closeDialog, useViewStore } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { Keys } from '../../ui/keys.tsx';
import { Modal } from '../../ui/kit.ts';
import css from './shortcuts-dialog.module.css';

export function ShortcutsDialog() {
  const isOpen = useViewStore(({ dialog }) => dialog === 'shortcuts');
  return (
    <Modal
      opened={isOpen}
      onClose={closeDialog}
      title={text.shell.shortcutsTitle}
      size="lg"
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <div className={css.groups}>
        {menus.map((menu) => (
          <MenuKeys key={menu} menu={menu} />
        ))}
        <Group title={text.shell.viewKeysTitle} entries={text.shell.viewKeys} />
        <Group title={text.shell.listKeysTitle} entries={text.shell.listKeys} />
      </div>
    </Modal>
  );
}

function MenuKeys({ menu }: { readonly menu: (typeof menus)[number] }) {
  const entries = commandTable().flatMap((command) =>
    command.menu === menu && command.keys !== undefined ? [{ keys: command.keys, title: command.title() }] : [],
  );
  return entries.length === 0 ? null : <Group title={text.shell.menus[menu]} entries={entries} />;
}

interface GroupProps {
  readonly title: string;
  readonly entries: readonly { readonly keys: string; readonly title: string }[];
}

function Group({ title, entries }: GroupProps) {
  return (
    <section className={css.group}>
      <h3>{title}</h3>
      <dl>
        {entries.map((entry) => (
          <div key={entry.keys}>
            <dt>
              <Keys keys={entry.keys} />
            </dt>
            <dd>{entry.title}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
