const isMac = navigator.platform.startsWith('Mac');

interface Keys {
  readonly key: string;
  readonly hasMod: boolean;
  readonly hasShift: boolean;
  readonly hasAlt: boolean;
}

function parse(keys: string): Keys {
  const parts = partsOf(keys);
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
  const isWritten = event.key.toLowerCase() === key;
  // Some keyboards write a sign with Shift (`?`) or AltGr (`[`), which counts as Ctrl and Alt: the sign says enough.
  if (isWritten && isSign(key) && event.getModifierState('AltGraph')) return !hasMod && !hasAlt;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const isShiftRight = event.shiftKey === hasShift || (!hasShift && isSign(key));
  // Shift, Alt on a Mac, and some keyboards change what a digit's key writes; its place on the keyboard stays.
  const isKey = isWritten || event.code === `Digit${key}`;
  return isKey && mod === hasMod && event.altKey === hasAlt && isShiftRight;
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/\d/.test(key);
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
  return partsOf(keys).map((part) => names[part] ?? part);
}

// The key itself may be `+`.
function partsOf(keys: string): readonly string[] {
  return keys.endsWith('+') ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+');
}

/** The keys as Electron's menus want them. */
export function toAccelerator(keys: string): string {
  return keys.replace('Mod', 'CmdOrCtrl').replace(/\+$/, 'Plus');
}
