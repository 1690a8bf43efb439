import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { estimateQuality } from '../jpeg/ijg-quality.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import { levelsOf } from '../decide/palette-levels.ts';
import type { Palette, Rgb } from '../model/palette.ts';
import type { MergedTwin, TwinClasses } from '../palette/twin-classes.ts';
import type { Triple } from '../palette/file-evidence.ts';
import type { ShouldStop } from '../should-stop.ts';
import { repairJpeg } from './repair-jpeg.ts';

/** Labels reproduce less of a file that was altered (see `searchAsNeeded`), and more of one that was saved once. */
const ALTERED_SHARE = 0.15;
const SOUND_SHARE = 0.6;
const SOUND_COARSE_SHARE = 0.3;
const COARSE_QUALITY = 60;
/** Of fewer edge MCUs a few alone may come right by chance. */
const LEAST_EDGES = 12;

/** `doubtful`: neither altered beyond doubt nor saved once beyond doubt. */
type State = 'altered' | 'doubtful' | 'sound' | 'unknown';

/**
 * Which twins are one class. A file of which labels in its own colours reproduce next to nothing was saved before, so that
 * its colours are not those that were drawn; a twin that only such files show is the other's. Two that are both shown by
 * files saved once are two classes. `files`: parts of JPEGs, by file. Throws `cancelled` when `shouldStop` turns true.
 */
export function judgeTwins(
  files: readonly (readonly JpegImage[])[],
  { twins, palette }: { readonly twins: readonly TwinClasses[]; readonly palette: Palette },
  shouldStop: ShouldStop,
): MergedTwin[] {
  if (twins.length === 0) return [];
  const states = files.map((images) => judgeFile(images, palette, shouldStop));
  const placesOf = (colour: Rgb): number[] =>
    [...files.keys()].filter((place) => files[place].some((image) => isShown(image, colour)));
  const stateOf = (places: readonly number[]): State => {
    const told = places.map((place) => states[place]).filter((state) => state !== 'unknown');
    if (told.includes('sound')) return 'sound';
    if (told.length === 0) return 'unknown';
    return told.includes('doubtful') ? 'doubtful' : 'altered';
  };
  return twins.flatMap(({ strong, weak }): MergedTwin[] => {
    const [strongPlaces, weakPlaces] = [placesOf(strong), placesOf(weak)];
    const [first, second] = [stateOf(strongPlaces), stateOf(weakPlaces)];
    if (second === 'altered') return [{ from: weak, into: strong, isSound: first === 'sound' }];
    if (first === 'altered') return [{ from: strong, into: weak, isSound: second === 'sound' }];
    const areApart = !strongPlaces.some((place) => weakPlaces.includes(place));
    const areDoubtful = first === 'doubtful' && second === 'doubtful';
    return areDoubtful && areApart ? [{ from: weak, into: strong, isSound: false }] : [];
  });
}

function judgeFile(images: readonly JpegImage[], palette: Palette, shouldStop: ShouldStop): State {
  let edges = 0;
  let reproduced = 0;
  let isCoarse = false;
  for (const image of images) {
    const repair = repairJpeg(image, { palette, preset: 'draft' }, shouldStop);
    if (repair === undefined) continue;
    edges += repair.edgeBlocks;
    reproduced += repair.edgeBlocks * repair.certifiedShare;
    isCoarse ||= estimateQuality(image.components.map(({ quantisation }) => quantisation)).quality < COARSE_QUALITY;
  }
  if (edges < LEAST_EDGES) return 'unknown';
  const share = reproduced / edges;
  if (share < ALTERED_SHARE) return 'altered';
  return share >= (isCoarse ? SOUND_COARSE_SHARE : SOUND_SHARE) ? 'sound' : 'doubtful';
}

/** Whether MCUs of one colour hold a colour as near as their quantiser tells. */
function isShown(image: JpegImage, colour: Rgb): boolean {
  const levels: Triple = levelsOf(colour, image.colourModel === 'grey' ? 'grey' : 'ycbcr');
  return groupFlatMcus(image).dcs.some((dcs) =>
    image.components.every(({ quantisation: [step] }, index) => {
      return Math.abs((dcs[index] * step) / 8 + 128 - levels[index]) <= step / 16 + ROUNDING;
    }),
  );
}

const ROUNDING = 1e-6;
