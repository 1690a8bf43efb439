import { classPatterns } from '../../shared/model/class-marking.ts';
import type { ClassLook, ViewLook } from './look.ts';

/**
 * The look of every slot as both renderers read it: four words a slot.
 * 0: fill, 1: outline, 2: pattern - each red, green, blue, opacity from the lowest byte up. Opacity of the pattern is its
 * number in `classPatterns`. 3: width of the outline in screen pixels, and 256 where the lock is to be shown.
 */
export interface ClassTable {
  /** A multiple of 256 slots. */
  readonly words: Uint32Array;
  /** Of slots behind the table's end and of those without a look. */
  readonly unassigned: readonly [number, number, number, number];
}

const WORDS = 4;
const ROW_SLOTS = 256;
export const LOCKED = 256;
/** From this brightness on a dark shade stands out, below it a light one. */
const BRIGHT = 140;

export function classTable(classes: readonly ClassLook[], look: ViewLook): ClassTable {
  const unassigned = unassignedWords(look);
  const highest = classes.reduce((most, { slot }) => Math.max(most, slot), 0);
  const words = new Uint32Array(WORDS * ROW_SLOTS * (Math.floor(highest / ROW_SLOTS) + 1));
  for (let at = 0; at < words.length; at += WORDS) words.set(unassigned, at);
  const hasSolo = classes.some(({ isSolo }) => isSolo);
  for (const one of classes) words.set(classWords(one, look, hasSolo), WORDS * one.slot);
  return { words, unassigned };
}

function classWords(one: ClassLook, look: ViewLook, hasSolo: boolean): [number, number, number, number] {
  const isShown = one.isVisible && (!hasSolo || one.isSolo);
  const alpha = isShown ? Math.round(255 * one.opacity * look.fillOpacity) : 0;
  const isFilled = look.style !== 'outline';
  const shade = contrasting(one.colour);
  // Upon a fill of its own colour an outline would not be seen.
  const line = isFilled && alpha > 160 ? shade : one.colour;
  const hasLine = isShown && look.style !== 'fill';
  return [
    word(one.colour, isFilled ? alpha : 0),
    word(line, hasLine ? Math.round(255 * one.opacity) : 0),
    word(shade, look.showsPatterns ? classPatterns.indexOf(one.pattern) : 0),
    (hasLine ? Math.min(8, Math.max(1, Math.round(one.outlinePx))) : 0) |
      (one.isLocked && look.showsLocks ? LOCKED : 0),
  ];
}

/** Grey checks, whatever is switched on: a pixel of no class is to be noticed. */
function unassignedWords(look: ViewLook): [number, number, number, number] {
  const alpha = Math.round(255 * look.fillOpacity);
  return [word(0xb4b4b4, alpha), 0, word(0x6e6e6e, classPatterns.indexOf('checks')), 0];
}

function contrasting(colour: number): number {
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  const brightness = (299 * red + 587 * green + 114 * blue) / 1000;
  const shaded = (value: number): number =>
    Math.round(brightness >= BRIGHT ? value * 0.45 : 255 - (255 - value) * 0.45);
  return (shaded(red) << 16) | (shaded(green) << 8) | shaded(blue);
}

function word(colour: number, alpha: number): number {
  return ((colour >> 16) | (colour & 0xff00) | ((colour & 255) << 16) | (alpha << 24)) >>> 0;
}
