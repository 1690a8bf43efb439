import { create } from 'zustand';
import { remember, remembered } from './window-state.ts';

/** The panels at the two edges of a step; both can be put away where the room is needed. */
export type Side = 'left' | 'right';
const sides = ['left', 'right'] as const satisfies readonly Side[];

interface SidePanelsState {
  readonly hidden: Readonly<Record<Side, boolean>>;
}

export const useSidePanels = create<SidePanelsState>(() => ({ hidden: { left: false, right: false } }));

const memoryOf = (side: Side): string => `sides.${side}.isHidden`;

/** Puts away what was put away when the window was closed. */
export function recallSidePanels(): void {
  const [left, right] = sides.map((side) => remembered(memoryOf(side), isFlag) ?? false);
  useSidePanels.setState({ hidden: { left: left === true, right: right === true } });
}

export function toggleSide(side: Side): void {
  const { hidden } = useSidePanels.getState();
  const isHidden = !hidden[side];
  useSidePanels.setState({ hidden: { ...hidden, [side]: isHidden } });
  remember(memoryOf(side), isHidden);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
