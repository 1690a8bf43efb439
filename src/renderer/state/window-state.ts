import type { WindowState } from '../../shared/contract/app-calls.ts';
import { call } from '../api/client.ts';

type Value = WindowState[string];

const SAVE_AFTER_MS = 400;

let known: WindowState = {};
let unsaved: Record<string, Value> = {};
let timer: ReturnType<typeof setTimeout> | undefined;

/** Reads what the window remembered; before anything is shown, so that nothing jumps. */
export async function loadWindowState(): Promise<void> {
  known = await call('settings.windowState', {}).catch(() => ({}));
}

/** A remembered value, where it passes `is`. */
export function remembered<T extends Value>(name: string, is: (value: Value) => value is T): T | undefined {
  const value = known[name];
  return value !== undefined && is(value) ? value : undefined;
}

/** Remembers a small value for the next start; written a moment later, many at a time. */
export function remember(name: string, value: Value): void {
  known = { ...known, [name]: value };
  unsaved[name] = value;
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER_MS);
}

function save(): void {
  const values = unsaved;
  unsaved = {};
  // What a window looked like is not worth an error message.
  call('settings.setWindowState', values).catch(() => undefined);
}

export const isText = (value: Value): value is string => typeof value === 'string';

export const isWidth = (value: Value): value is number => typeof value === 'number' && value > 0;
