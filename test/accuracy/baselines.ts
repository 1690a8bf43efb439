import type { Palette } from '../../src/shared/model/palette.ts';
import { labelByDistance, plainDistance, weightedDistance } from './label-by-distance.ts';
import { labelByKMeans } from './label-by-k-means.ts';
import type { Method, MethodInput } from './method.ts';
import { smoothByMode } from './smooth-by-mode.ts';

/** Every other method is held against this one. */
export const nearestColour: Method = {
  name: 'nearest colour',
  label: (input) => slotted(input.palette, nearestPlaces(input)),
};

/** What people do to such masks, given the same palette as the repair. */
export const baselines: readonly Method[] = [
  nearestColour,
  {
    name: 'weighted distance',
    label: ({ census, palette }) => slotted(palette, labelByDistance(census, coloursOf(palette), weightedDistance)),
  },
  {
    name: 'k-means, K known',
    label: ({ census, palette }) => slotted(palette, labelByKMeans(census, coloursOf(palette))),
  },
  {
    name: 'nearest + 3x3 mode',
    label: (input) => {
      const { width } = input.damaged.truth;
      return slotted(input.palette, smoothByMode(nearestPlaces(input), width, input.palette.classes.length));
    },
  },
];

function nearestPlaces({ census, palette }: MethodInput): Uint8Array {
  return labelByDistance(census, coloursOf(palette), plainDistance);
}

function coloursOf(palette: Palette) {
  return palette.classes.map(({ rgb }) => rgb);
}

function slotted(palette: Palette, places: Uint8Array): { labels: Uint16Array } {
  const labels = new Uint16Array(places.length);
  for (let pixel = 0; pixel < labels.length; pixel++) labels[pixel] = palette.classes[places[pixel]].slot;
  return { labels };
}
