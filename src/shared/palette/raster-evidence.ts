import { ditheredColours } from '../dither/dithered-colours.ts';
import { type DitheredPicture, findDither } from '../dither/find-dither.ts';
import type { Raster } from '../mask/raster.ts';
import { colourKeys, colourOfKey, hasIndices } from './colour-keys.ts';
import { colourStatistics, type ColourStatistics } from './colour-statistics.ts';
import type { ColourWitness, FileEvidence, Triple } from './file-evidence.ts';
import { isHardMask } from './hard-mask.ts';
import { lossyColours } from './lossy-colours.ts';
import { isBlend, packColour } from './packed-colour.ts';
import type { SeenPicture } from './seen-picture.ts';
import { standingColours } from './standing-colours.ts';

/** Blends at an edge may lie off the straight line by this many levels: rounding, or blending in linear light. */
const EDGE_BLEND_SLACK = 40;
/** The mean over the flat areas of a lossy file lies within this many levels of the class's colour. */
const LOSSY_TOLERANCE = 3;

type Findings = Pick<FileEvidence, 'witnesses' | 'patches'>;

/**
 * What a decoded picture tells about its palette.
 *
 * Without loss and with hard edges (`isHardMask`) every colour is listed: a witness where it is flat somewhere, a patch
 * where it is not. With soft edges only colours are listed that fill areas or spots. From a lossy file (WebP, AVIF) come
 * clusters of flat colours, as intervals; from a dithered one the colours that its areas stand for, likewise. Pixels that are not opaque are no evidence (see `colourKeys`).
 */
export function gatherRasterEvidence(raster: Raster, isLossless: boolean): FileEvidence {
  const dithered = isLossless ? findDither(raster) : undefined;
  return dithered === undefined ? gatherShownEvidence(raster, isLossless) : ditherEvidence(dithered);
}

/** The colours that the areas of a dithered mask stand for; a dithered photograph has none. */
function ditherEvidence(picture: DitheredPicture): FileEvidence {
  const colours = ditheredColours(picture);
  const moved = ([red, green, blue]: Triple, by: number): Triple => [
    clamp(red + by),
    clamp(green + by),
    clamp(blue + by),
  ];
  return {
    space: 'rgb',
    witnesses: colours.map(({ mean, tolerance, pixels }) => {
      return { low: moved(mean, -tolerance), high: moved(mean, tolerance), pixels, areas: 1 };
    }),
    patches: [],
    totalPixels: picture.values.length,
    flatPixels: colours.reduce((sum, { pixels }) => sum + pixels, 0),
    distinctColours: picture.colours.length,
  };
}

function clamp(level: number): number {
  return Math.min(255, Math.max(0, level));
}

function gatherShownEvidence(raster: Raster, isLossless: boolean): FileEvidence {
  const picture = seePicture(raster);
  const { witnesses, patches } = isLossless ? losslessFindings(picture, raster) : lossyFindings(picture, raster);
  return {
    space: spaceOf(raster),
    witnesses,
    patches,
    totalPixels: raster.width * raster.height,
    flatPixels: picture.statistics.reduce((sum, { flat }) => sum + flat, 0),
    distinctColours: picture.keys.distinct,
  };
}

function seePicture(raster: Raster): SeenPicture {
  const keys = colourKeys(raster);
  const blendTest = blendTestOf(raster);
  const statistics = colourStatistics(keys, (key, before, after) => blendTest(key, [before, after], EDGE_BLEND_SLACK));
  return { keys, statistics, channelsOf: colourReader(raster, statistics), isBlend: blendTest };
}

/** 16-bit grey is a class number, except where nothing but black and white occurs. */
function colourReader(raster: Raster, statistics: readonly ColourStatistics[]): SeenPicture['channelsOf'] {
  const white = 2 ** raster.bitDepth - 1;
  const isDeepBinary = raster.bitDepth === 16 && statistics.every(({ key }) => key === 0 || key === white);
  if (isDeepBinary && spaceOf(raster) === 'grey') {
    return (key) => (key === 0 ? [0, 0, 0] : [255, 255, 255]);
  }
  return (key) => colourOfKey(raster, key);
}

function spaceOf(raster: Raster): FileEvidence['space'] {
  if (hasIndices(raster)) {
    return 'indexed';
  }
  return raster.channels === 'rgb' || raster.channels === 'rgba' ? 'rgb' : 'grey';
}

function blendTestOf(raster: Raster): SeenPicture['isBlend'] {
  switch (raster.channels) {
    case 'grey':
    case 'grey-alpha':
      return (key, [before, after]) => (before < key && key < after) || (after < key && key < before);
    case 'rgb':
    case 'rgba':
      return (key, [before, after], slack) => isBlend(key, before, after, slack);
    case 'indexed': {
      const colours = Int32Array.from({ length: 256 }, (_, index) => packColour(colourOfKey(raster, index)));
      return (key, [before, after], slack) => isBlend(colours[key], colours[before], colours[after], slack);
    }
  }
}

function losslessFindings(picture: SeenPicture, raster: Raster): Findings {
  const exact = (entry: ColourStatistics, isArea: boolean): ColourWitness => {
    const colour = componentsOf(raster, picture.channelsOf(entry.key));
    return {
      low: colour,
      high: colour,
      pixels: isArea ? entry.flat : Math.max(entry.pixels, entry.flat),
      areas: Math.max(1, isArea ? entry.flatAreas : entry.spots),
      ...(hasIndices(raster) && { index: entry.key }),
    };
  };
  const { areas, spots } = isHardMask(picture) ? hardColours(picture.statistics) : standingColours(picture);
  return {
    witnesses: areas.map((entry) => exact(entry, true)),
    patches: spots.map((entry) => exact(entry, false)),
  };
}

/** Every colour: as an area where it is flat somewhere, else as a spot. */
function hardColours(statistics: readonly ColourStatistics[]): ReturnType<typeof standingColours> {
  return {
    areas: statistics.filter(({ flat }) => flat > 0),
    spots: statistics.filter(({ flat }) => flat === 0),
  };
}

function lossyFindings(picture: SeenPicture, raster: Raster): Findings {
  const highest = 2 ** raster.bitDepth - 1;
  const moved = (colour: Triple, by: number): Triple => {
    const [first, second, third] = colour.map((value) => Math.min(highest, Math.max(0, value + by)));
    return componentsOf(raster, [first, second, third]);
  };
  const witnesses = lossyColours(picture).map(({ centre, flat, areas }) => ({
    low: moved(centre, -LOSSY_TOLERANCE),
    high: moved(centre, LOSSY_TOLERANCE),
    pixels: flat,
    areas: Math.max(1, areas),
  }));
  return { witnesses, patches: [] };
}

/** Grey evidence stands in the first component only. */
function componentsOf(raster: Raster, colour: Triple): Triple {
  return spaceOf(raster) === 'grey' ? [colour[0], 0, 0] : colour;
}
