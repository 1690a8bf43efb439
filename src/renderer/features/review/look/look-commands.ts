import { onView } from './current-view.ts';
import { changeLook, showAllClasses, useLookStore } from '../../../state/look-store.ts';
import { showObjects, usePaintStore } from '../../../state/paint-store.ts';
import { isReviewing } from '../../../state/review-store.ts';
import { text } from '../../../strings/text.ts';
import { classStyles, viewModes } from '../../../viewer/look.ts';
import type { Command } from '../../../commands/command.ts';

const ZOOM_STEP = 1.5;

const modeCommands: readonly Command[] = viewModes.map((mode, place) => ({
  id: `look.${mode}`,
  title: () => text.look.modes[mode],
  menu: 'view',
  group: 3,
  keys: `Shift+${place + 1}`,
  isEnabled: isReviewing,
  isChecked: () => useLookStore.getState().mode === mode,
  run: () => {
    changeLook({ mode });
  },
}));

type Switch = 'isSideBySide' | 'hasLoupe' | 'hasMinimap';

function switchOf(id: string, name: Switch, keys: string): Command {
  return {
    id: `look.${id}`,
    title: () =>
      ({ isSideBySide: text.look.sideBySide, hasLoupe: text.look.loupe, hasMinimap: text.look.minimap })[name],
    menu: 'view',
    group: 4,
    keys,
    isEnabled: isReviewing,
    isChecked: () => useLookStore.getState()[name],
    run: () => {
      changeLook({ [name]: !useLookStore.getState()[name] });
    },
  };
}

const cameraCommands: readonly Command[] = [
  {
    id: 'look.zoomIn',
    title: () => text.look.zoomIn,
    menu: 'view',
    group: 5,
    keys: '+',
    isEnabled: isReviewing,
    isRepeated: true,
    run: () => {
      onView((viewer) => {
        viewer.zoomBy(ZOOM_STEP);
      });
    },
  },
  {
    id: 'look.zoomOut',
    title: () => text.look.zoomOut,
    menu: 'view',
    group: 5,
    keys: '-',
    isEnabled: isReviewing,
    isRepeated: true,
    run: () => {
      onView((viewer) => {
        viewer.zoomBy(1 / ZOOM_STEP);
      });
    },
  },
  {
    id: 'look.fit',
    title: () => text.look.fitLong,
    menu: 'view',
    group: 5,
    keys: 'Z',
    isEnabled: isReviewing,
    run: () => {
      onView((viewer) => {
        viewer.fit();
      });
    },
  },
  {
    id: 'look.onePixel',
    title: () => text.look.onePixelLong,
    menu: 'view',
    group: 5,
    keys: 'Shift+Z',
    isEnabled: isReviewing,
    run: () => {
      onView((viewer) => {
        viewer.actualSize();
      });
    },
  },
];

export const lookCommands: readonly Command[] = [
  ...modeCommands,
  {
    id: 'look.peek',
    title: () => text.look.peek,
    menu: 'view',
    group: 4,
    keys: 'X',
    isEnabled: isReviewing,
    run: () => {
      changeLook({ mode: useLookStore.getState().mode === 'original' ? 'repaired' : 'original' });
    },
  },
  {
    id: 'look.style',
    title: () => text.look.nextStyle,
    menu: 'view',
    group: 4,
    keys: 'O',
    isEnabled: isReviewing,
    run: nextStyle,
  },
  {
    id: 'look.objects',
    title: () => text.objects.toggle,
    menu: 'view',
    group: 4,
    keys: 'Shift+O',
    isEnabled: isReviewing,
    isChecked: () => usePaintStore.getState().showsObjects,
    run: () => {
      showObjects(!usePaintStore.getState().showsObjects);
    },
  },
  switchOf('sideBySide', 'isSideBySide', 'V'),
  switchOf('loupe', 'hasLoupe', 'Shift+L'),
  switchOf('minimap', 'hasMinimap', 'Shift+M'),
  {
    id: 'look.allClasses',
    title: () => text.look.allClasses,
    menu: 'view',
    group: 4,
    isEnabled: () => isReviewing() && useLookStore.getState().classes.size > 0,
    run: showAllClasses,
  },
  ...cameraCommands,
];

function nextStyle(): void {
  const at = classStyles.indexOf(useLookStore.getState().style);
  const style = classStyles[(at + 1) % classStyles.length];
  if (style !== undefined) changeLook({ style });
}
