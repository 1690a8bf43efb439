import { channelDistance } from './channel-distance.ts';
import type { ColourStatistics } from './colour-statistics.ts';
import { isGatheredNoise } from './hard-mask.ts';
import type { SeenPicture } from './seen-picture.ts';

/** The colours that stand out of the blends and the noise of a picture with soft edges. */
export interface StandingColours {
  /** They fill areas. */
  readonly areas: readonly ColourStatistics[];
  /** They fill spots: small or thin classes, or what several edges happen to share. */
  readonly spots: readonly ColourStatistics[];
}

/** Noise around a colour stays within this many levels of it. */
const NOISE_REACH = 16;
/** Nearer than this, a colour is the stronger one's noise however frequent it is. */
const ALIKE_REACH = 3;
/** The same where noise was gathered into few colours. */
const GATHERED_REACH = 12;
/** What noise or blends make of a colour is rarer than the colour itself by this factor at least. */
const DOMINANCE = 8;
/** Soft edges are blends of their two sides within this many levels, rounding and sharpening included. */
const BLEND_SLACK = 12;
/** A colour between two others is a class of its own where so much of it is flat; blends are hardly ever flat. */
const OWN_FLAT_SHARE = 0.2;
/** The same where only flat pixels were counted, as a share of the picture. */
const OWN_PICTURE_SHARE = 0.001;
/** Least flat pixels of an area: fewer come about where edges run in parallel. */
const LEAST_FLAT = 8;
/** The most spots and areas told: beyond this a picture is no mask, and looking at each pair takes its time. */
const MOST_TOLD = 128;

/**
 * Takes the flattest colours first; what is near a stronger one, or a blend of two stronger ones, does not stand out. Nor do spots of
 * gathered noise, which fills them (see `isGatheredNoise`).
 */
export function standingColours(picture: SeenPicture): StandingColours {
  const areas: ColourStatistics[] = [];
  const spots: ColourStatistics[] = [];
  const isGathered = isGatheredNoise(picture);
  const alike = isGathered ? GATHERED_REACH : ALIKE_REACH;
  for (const entry of byStrength(picture.statistics)) {
    if (isNoiseOf(entry, areas, { picture, alike })) continue;
    const fillsArea = entry.flat >= LEAST_FLAT;
    if (!(fillsArea && hasOwnFlat(entry, picture)) && isBlendOf(entry, areas, picture)) continue;
    (fillsArea ? areas : spots).push(entry);
  }
  return { areas: areas.slice(0, MOST_TOLD), spots: isGathered ? [] : spots.slice(0, MOST_TOLD) };
}

function byStrength(statistics: readonly ColourStatistics[]): ColourStatistics[] {
  return statistics
    .filter(({ flat, spots }) => flat > 0 || spots > 0)
    .sort((a, b) => b.flat - a.flat || b.spots - a.spots || a.key - b.key)
    .slice(0, 4 * MOST_TOLD);
}

function hasOwnFlat({ flat, pixels }: ColourStatistics, { keys }: SeenPicture): boolean {
  return flat >= (pixels === 0 ? OWN_PICTURE_SHARE * keys.width * keys.height : OWN_FLAT_SHARE * pixels);
}

function isNoiseOf(
  entry: ColourStatistics,
  areas: readonly ColourStatistics[],
  { picture: { channelsOf }, alike }: { readonly picture: SeenPicture; readonly alike: number },
): boolean {
  const colour = channelsOf(entry.key);
  return areas.some((other) => {
    const reach = other.flat >= DOMINANCE * entry.flat ? NOISE_REACH : alike;
    return channelDistance(colour, channelsOf(other.key)) <= reach;
  });
}

function isBlendOf(entry: ColourStatistics, areas: readonly ColourStatistics[], { isBlend }: SeenPicture): boolean {
  const stronger = areas.filter((other) => other.flat >= DOMINANCE * entry.flat);
  return stronger.some((first, place) =>
    stronger.slice(place + 1).some((second) => isBlend(entry.key, [first.key, second.key], BLEND_SLACK)),
  );
}
