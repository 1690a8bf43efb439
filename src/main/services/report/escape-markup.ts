import { shownName } from '../../../shared/byte-names.ts';

/** A text for HTML and SVG: names come from strangers. */
export function escapeMarkup(text: string): string {
  return shownName(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
