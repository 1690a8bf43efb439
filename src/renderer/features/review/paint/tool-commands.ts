import { classesOfKeys } from './class-keys.ts';
import { fillSelection } from './fill-selection.ts';
import { clearSelection, hasSelection } from './selection.ts';
import { isReviewing, useReviewStore } from '../../../state/review-store.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { queryClient, question } from '../../../api/queries.ts';
import {
  changePaint,
  openOperation,
  operations,
  stepSize,
  takeTool,
  type Tool,
  tools,
  usePaintStore,
} from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import type { Command } from '../../../commands/command.ts';

const toolKeys: Readonly<Record<Tool, string>> = {
  pan: 'H',
  brush: 'B',
  eraser: 'E',
  fill: 'G',
  region: 'Y',
  polygon: 'P',
  lasso: 'L',
  rectangle: 'M',
  eyedropper: 'I',
};

const pointerCommands: readonly Command[] = tools.map((tool) => ({
  id: `tools.${tool}`,
  title: () => text.paint.tools[tool],
  menu: 'tools',
  group: 0,
  keys: toolKeys[tool],
  isEnabled: isReviewing,
  isChecked: () => usePaintStore.getState().tool === tool,
  run: () => {
    takeTool(tool);
  },
}));

const operationKeys = {
  replace: 'Shift+R',
  islands: 'Shift+I',
  smooth: 'Shift+S',
  grow: 'Shift+G',
  nearest: 'Shift+N',
  alternative: 'Shift+T',
} as const;

/** Of the mask on screen, as far as the page knows it. */
function whyNoAlternative(): string | undefined {
  const { id } = useReviewStore.getState();
  if (!isReviewing() || id === undefined) return undefined;
  const mask = queryClient.getQueryData<ReviewMask>(question('review.mask', { id }).queryKey);
  return mask?.hasAlternative === false ? text.paint.noAlternative : undefined;
}

const operationCommands: readonly Command[] = operations.map((operation) => ({
  id: `tools.${operation}`,
  title: () => `${text.paint.operations[operation]}…`,
  menu: 'tools',
  group: 1,
  keys: operationKeys[operation],
  isEnabled: isReviewing,
  ...(operation === 'alternative' && { whyNot: whyNoAlternative }),
  run: () => {
    openOperation(operation);
  },
}));

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

const classCommands: readonly Command[] = DIGITS.map((digit, place) => ({
  id: `tools.class${digit}`,
  title: () => {
    const name = classesOfKeys()[place]?.name;
    return name === undefined ? text.paint.withClassAt(place + 1) : text.paint.withClass(name);
  },
  menu: 'tools',
  group: 3,
  keys: digit,
  isEnabled: () => isReviewing() && classesOfKeys()[place] !== undefined,
  isChecked: () => {
    const { slot } = usePaintStore.getState();
    return slot !== undefined && classesOfKeys()[place]?.slot === slot;
  },
  run: () => {
    changePaint({ slot: classesOfKeys()[place]?.slot });
  },
}));

export const toolCommands: readonly Command[] = [
  ...pointerCommands,
  ...operationCommands,
  {
    id: 'tools.cancelOperation',
    title: () => text.paint.cancelOperation,
    menu: 'tools',
    group: 1,
    keys: 'Escape',
    isEnabled: () => isReviewing() && usePaintStore.getState().operation !== undefined,
    run: () => {
      openOperation(undefined);
    },
  },
  {
    id: 'tools.smaller',
    title: () => text.paint.smaller,
    menu: 'tools',
    group: 2,
    keys: '[',
    isEnabled: isReviewing,
    isRepeated: true,
    run: () => {
      stepSize(-1);
    },
  },
  {
    id: 'tools.larger',
    title: () => text.paint.larger,
    menu: 'tools',
    group: 2,
    keys: ']',
    isEnabled: isReviewing,
    isRepeated: true,
    run: () => {
      stepSize(1);
    },
  },
  {
    id: 'tools.fillSelection',
    title: () => text.paint.fillSelection,
    menu: 'tools',
    group: 2,
    isEnabled: () => isReviewing() && hasSelection(),
    run: fillSelection,
  },
  {
    id: 'tools.selectNone',
    title: () => text.paint.selectNone,
    menu: 'tools',
    group: 2,
    keys: 'Mod+Shift+A',
    isEnabled: () => isReviewing() && hasSelection(),
    run: clearSelection,
  },
  ...classCommands,
];
