import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Palette, Rgb } from '../model/palette.ts';
import { rgbNear } from '../palette/witness-values.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { countMet, mcusOfClasses, missOfComponent } from '../decide/count-met.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';

/** How many levels off a colour may be that was taken from decoded pixels. */
const REACH = 4;
/** MCUs that tell of one colour, those with most of its pixels first. */
const MOST_MCUS = 40;
/** Labels that miss luma by no more are taken for right, to tell chroma by. */
const NEARLY_MET = 0.3;

/**
 * Sets colours of a palette right that are a level or two off: by labels that are nearly right each component tells its
 * level by itself. It is the one with which most MCUs of the class are reproduced, and stays what it is where no other
 * reproduces more. `model` is of the palette's colours as the file has them, `labels` positions in it. Throws `cancelled`
 * when `shouldStop` turns true.
 */
export function fitColours(
  palette: Palette,
  { model, labels }: { readonly model: ForwardModel; readonly labels: Labels },
  shouldStop: ShouldStop,
): Palette {
  const mcus = mcusOfClasses(model, labels);
  const classes = palette.classes.map((entry, position) => {
    throwIfStopped(shouldStop);
    const codes = model.components.map((part) => part.codes[position]);
    const own = { position, mcus: mcus[position].slice(0, MOST_MCUS) };
    const fitted = model.components.map((_, index) => fitLevel({ model, labels }, index, own));
    return fitted.join() === codes.join() ? entry : { ...entry, rgb: colourOf(fitted, model.image) };
  });
  return { ...palette, classes };
}

function colourOf([first, second, third]: readonly number[], { colourModel }: JpegImage): Rgb {
  const [red, green, blue] = rgbNear([first, second, third], colourModel);
  return [clampByte(red), clampByte(green), clampByte(blue)];
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}

/** The level that reproduces most; leaves it in the model, so that chroma is told by luma that was fitted before. */
function fitLevel(
  { model, labels }: { readonly model: ForwardModel; readonly labels: Labels },
  index: number,
  { position, mcus }: { readonly position: number; readonly mcus: readonly number[] },
): number {
  const { codes } = model.components[index];
  const telling =
    index === 0 ? mcus : mcus.filter((mcu) => missOfComponent(model, { mcu, index: 0 }, labels) < NEARLY_MET);
  let best = codes[position];
  let most = -1;
  for (const level of levelsRound(best)) {
    const count = countMet(model, { mcus: telling, labels, position, index, level });
    if (count > most) [most, best] = [count, level];
  }
  codes[position] = best;
  return best;
}

/** The level itself, then those round it, the nearest first. */
function levelsRound(level: number): number[] {
  const steps = Array.from({ length: REACH }, (_, step) => [level - step - 1, level + step + 1]).flat();
  return [level, ...steps.filter((other) => other >= 0 && other <= 255)];
}
