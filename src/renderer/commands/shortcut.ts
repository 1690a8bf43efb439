const isMac = navigator.platform.startsWith('Mac');

interface Keys {
  readonly key: string;
  readonly hasMod: boolean;
  readonly hasShift: boolean;
  readonly hasAlt: boolean;
}

function parse(keys: string): Keys {
  const parts = keys.split('+');
  return {
    key: (parts.at(-1) ?? '').toLowerCase(),
    hasMod: parts.includes('Mod'),
    hasShift: parts.includes('Shift'),
    hasAlt: parts.includes('Alt'),
  };
}

/** True where `event` is the pressing of `keys`, such as `Mod+Shift+Z` or `?`. */
export function isShortcut(event: KeyboardEvent, keys: string): boolean {
  const { key, hasMod, hasShift, hasAlt } = parse(keys);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  // Where a character needs Shift on this keyboard (`?`), the character says enough.
  const isShiftRight = event.shiftKey === hasShift || (!hasShift && isSign(key));
  // Alt changes what a digit's key writes on a Mac; its place on the keyboard stays.
  const isKey = event.key.toLowerCase() === key || (hasAlt && event.code === `Digit${key}`);
  return isKey && mod === hasMod && event.altKey === hasAlt && isShiftRight;
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}

const names: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Alt: isMac ? '⌥' : 'Alt',
  Delete: 'Del',
  Escape: 'Esc',
};

/** The keys as they are printed on this computer's keyboard. */
export function keyNames(keys: string): readonly string[] {
  return keys.split('+').map((part) => names[part] ?? part);
}

/** The keys as Electron's menus want them. */
export function toAccelerator(keys: string): string {
  return keys.replace('Mod', 'CmdOrCtrl');
}
