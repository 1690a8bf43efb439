import type { Rgb } from '../model/palette.ts';
import { channelDistance } from './channel-distance.ts';
import { VOC_VOID_INDEX, vocVoidColour } from './presets/voc.ts';

export function isBlack([red, green, blue]: Rgb): boolean {
  return red === 0 && green === 0 && blue === 0;
}

/** The colour of VOC's void outline means void wherever it occurs. */
export function isVocVoid(rgb: Rgb): boolean {
  return channelDistance(rgb, vocVoidColour) === 0;
}

/** The name of a class of which nothing is known but colour and index. */
export function nameOfColour(rgb: Rgb, index: number): string {
  if (index === VOC_VOID_INDEX && isVocVoid(rgb)) {
    return 'void';
  }
  return index === 0 && isBlack(rgb) ? 'background' : `class ${index}`;
}
