import { create } from 'zustand';
import type { ProjectMeasureOptions } from '../../shared/contract/measure-calls.ts';

export const measureTabs = ['classes', 'pairs', 'tiny', 'compare'] as const;
type MeasureTab = (typeof measureTabs)[number];

/** All masks of the project, or the one that is open in step 3. */
export type MeasureScope = 'project' | 'mask';

interface MeasureState {
  readonly tab: MeasureTab;
  readonly scope: MeasureScope;
  readonly options: ProjectMeasureOptions;
  /** A folder to be compared that waits for its reference to be chosen. */
  readonly firstCompared: string | undefined;
}

export const useMeasureStore = create<MeasureState>(() => ({
  tab: 'classes',
  scope: 'project',
  options: { connectivity: 8, tinyBelowPx: 16 },
  firstCompared: undefined,
}));

export function showMeasures(change: Partial<Pick<MeasureState, 'tab' | 'scope'>>): void {
  useMeasureStore.setState(change);
}

export function setMeasureOptions(change: Partial<ProjectMeasureOptions>): void {
  useMeasureStore.setState(({ options }) => ({ options: { ...options, ...change } }));
}

export function setFirstCompared(firstCompared: string | undefined): void {
  useMeasureStore.setState({ firstCompared });
}
