import type { FileFormat } from '../model/file-format.ts';
import type { OutlierReason } from '../model/outlier-reason.ts';

/** A picture as far as it can be compared with others. */
export interface MeasuredPicture {
  readonly id: number;
  readonly format: FileFormat | null;
  readonly bytes: number | null;
  readonly pixels: number | null;
  readonly quality: number | null;
  readonly subsampling: string | null;
}

export interface FoundOutlier {
  readonly id: number;
  /** What sets the picture apart. */
  readonly reasons: readonly OutlierReason[];
  /** How far apart it is; grows with the reasons. */
  readonly weight: number;
}

/** Fewer pictures than this have no usual quality or size. */
const LEAST_PICTURES = 8;
/** A value is rare where fewer than this share of the pictures has it, and another one is common. */
const RARE_SHARE = 0.05;
const COMMON_SHARE = 0.8;
/** JPEG below this quality is coarse whatever the others are. */
const COARSE_QUALITY = 50;
/** This far below the median is bad even where the median is good. */
const QUALITY_DROP = 20;
/** Much smaller or larger than the median, in pixels. */
const SIZE_FACTOR = 4;
/** Bytes a pixel, against the median of the same format: the sign of a picture saved badly without a low quality. */
const DENSITY_FACTOR = 4;

/** Pictures that stand out from the others of their set, the worst first: a few badly saved ones can spoil a training set. */
export function findOutliers(pictures: readonly MeasuredPicture[]): FoundOutlier[] {
  if (pictures.length < LEAST_PICTURES) return [];
  const usual = {
    quality: medianOf(pictures, ({ quality }) => quality),
    pixels: medianOf(pictures, ({ pixels }) => pixels),
    density: new Map(
      [...Map.groupBy(pictures, ({ format }) => format)].map(([format, group]) => [format, medianOf(group, densityOf)]),
    ),
    rareFormats: rareValues(pictures, ({ format }) => format),
    rareSubsamplings: rareValues(pictures, ({ subsampling }) => subsampling),
  };
  return pictures
    .map((picture) => describe(picture, usual))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => b.weight - a.weight);
}

interface Usual {
  readonly quality: number | undefined;
  readonly pixels: number | undefined;
  readonly density: ReadonlyMap<string | null, number | undefined>;
  readonly rareFormats: ReadonlyMap<string, number>;
  readonly rareSubsamplings: ReadonlyMap<string, number>;
}

function describe(picture: MeasuredPicture, usual: Usual): FoundOutlier {
  const found = [
    ...byQuality(picture, usual),
    ...bySize(picture, usual),
    ...byDensity(picture, usual),
    ...byRarity(picture, usual),
  ];
  return {
    id: picture.id,
    reasons: found.map(({ reason }) => reason),
    weight: found.reduce((sum, { weight }) => sum + weight, 0),
  };
}

interface Reason {
  readonly reason: OutlierReason;
  readonly weight: number;
}

function byQuality({ quality }: MeasuredPicture, usual: Usual): Reason[] {
  if (quality === null || usual.quality === undefined) return [];
  const drop = usual.quality - quality;
  if (drop < QUALITY_DROP && (quality >= COARSE_QUALITY || drop <= 0)) return [];
  return [{ reason: { kind: 'quality', quality, usual: usual.quality }, weight: 1 + drop / 10 }];
}

function bySize({ pixels }: MeasuredPicture, usual: Usual): Reason[] {
  if (pixels === null || usual.pixels === undefined) return [];
  const factor = pixels / usual.pixels;
  if (factor > 1 / SIZE_FACTOR && factor < SIZE_FACTOR) return [];
  const reason =
    factor < 1 ? ({ kind: 'smaller', factor: 1 / factor } as const) : ({ kind: 'larger', factor } as const);
  return [{ reason, weight: 1 }];
}

function byDensity(picture: MeasuredPicture, usual: Usual): Reason[] {
  const density = densityOf(picture);
  const median = usual.density.get(picture.format);
  if (density === null || median === undefined || density * DENSITY_FACTOR > median) return [];
  return [{ reason: { kind: 'fewer-bytes', factor: median / density }, weight: 1 }];
}

function byRarity({ format, subsampling }: MeasuredPicture, usual: Usual): Reason[] {
  const formats = format === null ? undefined : usual.rareFormats.get(format);
  const subsamplings = subsampling === null ? undefined : usual.rareSubsamplings.get(subsampling);
  return [
    ...(format === null || formats === undefined
      ? []
      : [{ reason: { kind: 'rare-format', format, files: formats } as const, weight: 0.5 }]),
    ...(subsampling === null || subsamplings === undefined
      ? []
      : [{ reason: { kind: 'rare-subsampling', subsampling, files: subsamplings } as const, weight: 0.5 }]),
  ];
}

function densityOf({ bytes, pixels }: MeasuredPicture): number | null {
  return bytes === null || pixels === null || pixels === 0 ? null : bytes / pixels;
}

function medianOf(
  pictures: readonly MeasuredPicture[],
  valueOf: (picture: MeasuredPicture) => number | null,
): number | undefined {
  const values = pictures.flatMap((picture) => valueOf(picture) ?? []).toSorted((a, b) => a - b);
  return values.at(Math.floor(values.length / 2));
}

/** Values that few pictures have where nearly all have another one, with how many. */
function rareValues(
  pictures: readonly MeasuredPicture[],
  valueOf: (picture: MeasuredPicture) => string | null,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const picture of pictures) {
    const value = valueOf(picture);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const isOneCommon = [...counts.values()].some((count) => count >= COMMON_SHARE * total);
  return new Map(isOneCommon ? [...counts].filter(([, count]) => count < RARE_SHARE * total) : []);
}
