/** A mask or a photo, by the part of its name that both share. */
export interface NamedFile {
  readonly id: number;
  readonly name: string;
}

export interface LikelyPair {
  readonly mask: number;
  readonly photo: number;
}

/**
 * Pairs of names that hold the same number or the same last word: `frame_000123` and `000123_rgb`. A number or word
 * that several masks or photos have tells nothing.
 */
export function likelyPairs(masks: readonly NamedFile[], photos: readonly NamedFile[]): LikelyPair[] {
  const photoByKey = onlyOnes(photos);
  const paired = new Set<number>();
  return [...onlyOnes(masks)].flatMap(([key, mask]) => {
    const photo = photoByKey.get(key);
    if (photo === undefined || paired.has(photo)) return [];
    paired.add(photo);
    return [{ mask, photo }];
  });
}

function onlyOnes(files: readonly NamedFile[]): Map<string, number> {
  const groups = Map.groupBy(files, ({ name }) => keyOf(name));
  return new Map([...groups].flatMap(([key, group]) => (key === '' || group.length > 1 ? [] : [[key, group[0].id]])));
}

/** The digits of a name without leading zeros; of a name without digits, its longest word. */
function keyOf(name: string): string {
  const numbers = name.match(/\d+/g);
  if (numbers !== null) return numbers.map((digits) => digits.replace(/^0+(?=\d)/, '')).join('-');
  const words = name.split(/[^\p{L}]+/u).toSorted((a, b) => b.length - a.length);
  return words[0].length >= 3 ? words[0] : '';
}
