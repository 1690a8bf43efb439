import { useState } from 'react';
import { commandTable, isEnabled } from '../../commands/command-table.ts';
import type { Command } from '../../commands/command.ts';
import { menusFrom } from '../../commands/menu-entries.ts';
import { useViewStore } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import css from './command-palette.module.css';
import { giveFocusBack } from '../../ui/focus-memory.ts';
import { IconSearch } from '../../ui/icons.ts';
import { Keys } from '../../ui/keys.tsx';
import { Spotlight, type SpotlightActionGroupData } from '../../ui/kit.ts';

/** Every command that is possible now, by name; those of the step on screen first. */
export function CommandPalette() {
  const [actions, setActions] = useState<SpotlightActionGroupData[]>([]);
  return (
    <Spotlight
      actions={actions}
      onSpotlightOpen={() => {
        setActions(actionGroups());
      }}
      onSpotlightClose={giveFocusBack}
      shortcut={null}
      title={text.shell.palette}
      classNames={{ header: css.header }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      nothingFound={text.shell.paletteEmpty}
      limit={40}
      scrollable
      lockScroll={false}
      centered={false}
      yOffset="12vh"
      maxHeight={420}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      searchProps={{
        leftSection: <IconSearch size={16} aria-hidden />,
        placeholder: text.shell.palettePlaceholder,
        // At once: the kit's own way comes a moment later, and what is typed until then would be lost.
        autoFocus: true,
        'aria-label': text.shell.palettePlaceholder,
      }}
    />
  );
}

function actionGroups(): SpotlightActionGroupData[] {
  const possible = commandTable().filter((command) => command.id !== 'view.palette' && isEnabled(command));
  const groups = Map.groupBy(possible, ({ menu }) => menu);
  return menusFrom(useViewStore.getState().step).flatMap((menu) => {
    const commands = groups.get(menu);
    return commands === undefined ? [] : [{ group: text.shell.menus[menu], actions: commands.map(actionOf) }];
  });
}

function actionOf(command: Command): SpotlightActionGroupData['actions'][number] {
  return {
    id: command.id,
    label: command.title(),
    ...(command.keys !== undefined && { rightSection: <Keys keys={command.keys} /> }),
    onClick: () => void command.run(),
  };
}
