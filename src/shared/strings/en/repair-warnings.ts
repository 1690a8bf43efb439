import type { RepairWarning } from '../../model/repair-warning.ts';
import type { WordsOf } from '../words-for.ts';

const morePairs = (more: number): string => (more > 0 ? ` and ${more} more pairs` : '');

/** Why a person should look at a repaired mask. */
export const repairWarningsText: WordsOf<RepairWarning> = {
  'beyond-search': ({ classes, most }) =>
    `the palette has ${classes} classes, a search takes at most ${most}: labels were chosen place by ` +
    `place, and fewer of them are certain; with a palette of only those classes that occur they would be searched`,
  'hopeless-pairs': ({ pairs, more }) => {
    const named = pairs.map(({ a, b }) => `${a} / ${b}`).join(', ');
    return `the file is compressed too much to tell these classes apart: ${named}${morePairs(more)}`;
  },
  'blurred-pairs': ({ pairs, more }) => {
    const named = pairs.map(({ a, b, uncertainPixels }) => `${a} / ${b} (${uncertainPixels} uncertain px)`).join(', ');
    return (
      `these classes have nearly one brightness, and the file keeps colour for several pixels at once; where they meet ` +
      `it cannot tell them apart pixel by pixel: ${named}${morePairs(more)}`
    );
  },
  'foreign-colours': ({ colours, more, pixels }) => {
    const named = colours.map((colour) => (typeof colour === 'number' ? `grey ${colour}` : colour.join())).join(' / ');
    const others = more > 0 ? ` and ${more} more` : '';
    return `no class has the colours of its flat areas ${named}${others} (${pixels} px): is this the palette of the mask?`;
  },
  'small-objects': () =>
    'objects smaller than 16 pixels across may be missing: in a JPEG of more than 8 megapixels they are not looked for',
  'objects-of-other-size': () => 'objects are left out: the file of its objects has another size',
  'objects-unreadable': ({ message }) => `objects are left out: the file of its objects ${message}`,
};
