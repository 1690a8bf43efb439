import type { PreflightFinding } from '../../../shared/contract/preflight-finding.ts';
import { remarkInWords } from '../../../shared/strings/in-words.ts';
import type { WordsOf } from '../../../shared/strings/words-for.ts';
import { explainInLine } from '../explain.ts';
import { formatBytes, formatCount, formatCounted } from '../format.ts';

const masks = (count: number): string => formatCounted(count, 'mask');
const files = (count: number): string => formatCounted(count, 'file');

const mapWords = {
  grey8: 'Numbers of objects, 0 for none, are written as grey levels of 8 bits',
  grey16: 'Numbers of objects, 0 for none, are written as grey levels of 16 bits',
  rgb: 'Objects are written in the colours of their files, black for none',
};

/** What would go wrong in an export, or be lost. */
export const preflightText: WordsOf<PreflightFinding> = {
  nothing: () => 'No mask is left to export',
  'not-repaired': (said) => `${files(said.files)} not repaired yet: left out`,
  rejected: (said) => `${files(said.files)} rejected: left out`,
  undecided: (said) => `${files(said.files)} not accepted by a person: left out`,
  'not-certified': (said) => `${files(said.files)} neither accepted nor certified: left out`,
  failed: (said) => `${files(said.files)} could not be read or repaired: left out`,
  'not-a-mask': (said) => `${files(said.files)} not a mask: left out`,
  stale: (said) => `${masks(said.files)} repaired with other classes, or changed since: repair again first`,
  flagged: (said) => `${masks(said.files)} flagged for another look`,
  missing: (said) => `${masks(said.files)} missing on disk: written as the project has them`,
  'photo-missing': (said) => `${formatCounted(said.files, 'photo')} missing on disk: cannot be written`,
  'no-photo': (said) => `${masks(said.files)} without a photo`,
  'index-too-high': ({ class: name, index, highest }) =>
    `"${name}" has index ${index}; an indexed PNG ends at ${highest}. Choose grey PNG.`,
  'same-index': ({ classes, index }) =>
    `${classes.map((name) => `"${name}"`).join(' and ')} are written as one index, ${index}`,
  'background-not-first': ({ index }) => `Background is written as ${index}; many tools take 0 for background`,
  'void-class': () => 'The class that void is to become is not there',
  'objects-left-out': (said) =>
    `${masks(said.files)} told objects apart; pictures of masks hold classes. "Maps of objects" writes their numbers beside them; COCO, Cityscapes and others hold both.`,
  'object-maps': ({ coding, masks: telling, without }) => {
    const written = `${mapWords[coding]}, for ${masks(telling)}`;
    return without === 0 ? written : `${written}; ${masks(without)} without objects get none`;
  },
  'not-writable': ({ folder }) => `You may not write into ${folder}`,
  'disk-space': ({ freeBytes, neededBytes }) =>
    `The disk has ${formatBytes(freeBytes)} left; the export takes about ${formatBytes(neededBytes)}`,
  place: ({ error }) => explainInLine(error),
  exists: ({ error }) => explainInLine(error),
  choice: ({ error }) => explainInLine(error),
  format: ({ remark }) => sentence(remarkInWords(remark)),
  splits: ({ parts }) =>
    `Masks of each part: ${parts.map(({ name, masks: count }) => `${name}: ${formatCount(count)}`).join(', ')}`,
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
