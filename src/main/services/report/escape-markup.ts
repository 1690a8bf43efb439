import { shownName } from '../../../shared/byte-names.ts';

/** A text for HTML and SVG: names come from strangers. XML holds no control characters, not even in disguise. */
export function escapeMarkup(text: string): string {
  return shownName(text)
    .replace(/\p{Cc}/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
