import { formatNames } from '../../model/format-names.ts';
import type { FoundProblem } from '../../model/problem.ts';
import { countWithNoun } from '../../words.ts';
import type { WordsOf } from '../words-for.ts';
import { verdictsText } from './verdicts.ts';

const both = ([a, b]: readonly [string, string]): string => `"${a}" and "${b}"`;

/** What a check found in a file, without the file's name, or in classes. */
export const problemsText: WordsOf<FoundProblem> = {
  unreadable: ({ message }) => message,
  'size-differs-from-photo': ({ width, height, photoWidth, photoHeight, photo }) =>
    `is ${width}x${height}, its photo ${photoWidth}x${photoHeight} (${photo})`,
  'no-photo': () => 'no photo is paired with it',
  'extension-disagrees': ({ extension, format }) => `the name says ${extension}, the bytes are ${formatNames[format]}`,
  'sixteen-bit': ({ bits }) => `${bits} bits a channel: many programs keep only 8`,
  'alpha-channel': () => 'it has an alpha channel, which says nothing about classes',
  orientation: ({ orientation }) => `its EXIF orientation is ${orientation}: some programs turn it, others do not`,
  'colour-profile': () => 'it has a colour profile, which is not applied',
  'several-frames': ({ frames }) => `it has ${frames}; only the first is read`,
  'palette-order': ({ class: name, place, index }) => `"${name}" stands at ${place} and has index ${index}`,
  'background-not-first': ({ class: name, index }) => `"${name}" has index ${index}`,
  'void-and-white-share-255': ({ class: name, white }) =>
    white === undefined
      ? `"${name}" is white and has index 255, which many tools ignore`
      : `"${name}" is void at 255, and "${white}" is white, grey level 255`,
  'classes-share-colour': ({ classes }) => `${both(classes)} have one colour`,
  'close-classes': ({ classes, levels }) => `${both(classes)} are ${countWithNoun(levels, 'level')} apart`,
  'class-in-one-split': ({ class: name, split, masks }) =>
    `"${name}" occurs in ${split} only (${countWithNoun(masks, 'mask')})`,
  'unclaimed-colours': ({ pixels }) =>
    `${countWithNoun(pixels, 'pixel')} of flat areas ${pixels === 1 ? 'is' : 'are'} of colours that no class has`,
  'single-class': () => 'every pixel is of one class',
  'duplicate-bytes': ({ original }) => `it is byte for byte ${original}`,
  'duplicate-content': ({ original }) => `it shows the same pixels as ${original}`,
  'not-a-mask': () => verdictsText['not-a-mask'],
  'changed-on-disk': () => 'it changed since it was read',
  'missing-on-disk': () => 'it is not there any more',
};
