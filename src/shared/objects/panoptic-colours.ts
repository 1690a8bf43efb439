import { channelDistance } from '../palette/channel-distance.ts';
import type { Triple } from '../palette/file-evidence.ts';
import { cocoStuff, cocoThings } from '../palette/presets/coco-panoptic.ts';

/** Further things of a category lie so many levels from its colour, at most. */
const JITTER = 30;
/** Colours of lossy files are off by so many levels. */
const SLACK = 4;
/** So many colours must be a category's, and so many others near to that of a thing which is there as well. */
const LEAST_EXACT = 2;
const LEAST_JITTERED = 3;
/** This share of all colours is one or the other. */
const EXPLAINED_SHARE = 0.9;

/** Whether a mask's colours are those that COCO gives to segments of a picture, several of them to things of one kind. */
export function arePanopticColours(colours: readonly Triple[]): boolean {
  const bases = cocoThings.filter((thing) => colours.some((colour) => channelDistance(thing, colour) <= SLACK));
  const exact = colours.filter((colour) => isCategory(colour));
  const jittered = colours.filter((colour) => !isCategory(colour) && isNearThing(colour, bases));
  const explained = colours.filter((colour) => isCategory(colour) || isNearThing(colour, cocoThings));
  const areEnough = exact.length >= LEAST_EXACT && jittered.length >= LEAST_JITTERED;
  return areEnough && explained.length >= EXPLAINED_SHARE * colours.length;
}

function isCategory(colour: Triple): boolean {
  return [...cocoThings, ...cocoStuff].some((category) => channelDistance(category, colour) <= SLACK);
}

function isNearThing(colour: Triple, things: readonly Triple[]): boolean {
  return things.some((thing) => channelDistance(thing, colour) <= JITTER + SLACK);
}
