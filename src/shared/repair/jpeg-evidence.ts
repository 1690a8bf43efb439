import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { ColourWitness, FileEvidence, Triple } from '../palette/file-evidence.ts';
import { ColourCensus } from '../decide/colour-census.ts';
import { countPlaces } from '../forward/flat-places.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import { SolidPatches } from '../decide/solid-patches.ts';
import { findThinClass } from './thin-class.ts';

/**
 * What a JPEG tells about its palette: the colours of MCUs without any AC coefficient, each as the interval that the
 * quantiser leaves for it, and as weaker evidence the solid patches inside other MCUs.
 */
export function gatherJpegEvidence(image: JpegImage, seeksThinClass: boolean): FileEvidence {
  const flat = groupFlatMcus(image);
  const decoder = new PixelDecoder(image);
  const census = new ColourCensus(image, flat.groups, decoder);
  const patches = new SolidPatches(image, flat, decoder.sampleRows);
  for (let row = 0; row < image.mcusHigh; row++) {
    patches.addRow(row);
    census.countRow(row);
  }
  const pixelsPerMcu = 64 * image.maxHorizontalSampling * image.maxVerticalSampling;
  const flatMcus = flat.sizes.reduce((sum, size) => sum + size, 0);
  const totalPixels = image.width * image.height;
  const places = countPlaces(flat, image);
  const witnesses = flat.dcs.map((dcs, group) => {
    return { ...witnessOf(image, dcs, flat.sizes[group]), places: places[group] };
  });
  const solid = patches.colours.list();
  const mayHaveThinClass = seeksThinClass && witnesses.length === 1 && isAllOf(witnesses[0], solid);
  const thinClass = mayHaveThinClass ? findThinClass({ image, flat, ground: witnesses[0] }) : undefined;
  return {
    space: image.colourModel,
    witnesses,
    patches: solid,
    totalPixels,
    flatPixels: Math.min(flatMcus * pixelsPerMcu, totalPixels),
    distinctColours: census.distinctColours,
    ...(thinClass === undefined ? {} : { thinClass }),
  };
}

/** Whether patches are of no other colour than a witness. */
function isAllOf({ low, high }: ColourWitness, patches: readonly ColourWitness[]): boolean {
  return patches.every((patch) => patch.low.every((bound, at) => bound <= high[at] && patch.high[at] >= low[at]));
}

function witnessOf(image: JpegImage, dcs: readonly number[], size: number): ColourWitness {
  const level = (index: number, quantised: number) => {
    if (index >= image.components.length) return 0;
    return clampByte((quantised * image.components[index].quantisation[0]) / 8 + 128);
  };
  const bound = (offset: number): Triple => [
    level(0, dcs[0] + offset),
    level(1, dcs[1] + offset),
    level(2, dcs[2] + offset),
  ];
  return {
    low: bound(-0.5),
    high: bound(0.5),
    pixels: size * 64 * image.maxHorizontalSampling * image.maxVerticalSampling,
    areas: size,
  };
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
