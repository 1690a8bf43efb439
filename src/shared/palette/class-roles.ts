import type { ClassRole, Rgb } from '../model/palette.ts';
import { isBlack, isVocVoid } from './colour-names.ts';
import { VOC_VOID_INDEX } from './presets/voc.ts';

interface RoleClues {
  readonly name: string;
  readonly index: number;
  readonly rgb: Rgb;
  /** Whether the colour was made up from the index: then black says nothing of the class. */
  readonly isColourMade?: boolean | undefined;
}

const backgroundNames = new Set(['background', 'bg']);
/** What is left over is called so; `class 0`: nobody has named it. */
const restNames =
  /^(背景|배경|фон|hintergrund|fondo|sfondo|others?|none|nothing|empty|rest|(class|label|level|index|value|category|id)|notarget|noobject|(not|non|no)[a-z]+)$/;
const voidNames = /^(void|ignored?|ignore(label|region|area)|unlabell?ed|unlabell?edvoid|dontcare|unannotated)$/;

/** True for the names under which data sets keep what nobody labelled: `void`, `_ignore_`, `Unlabelled`. */
function isVoidName(name: string): boolean {
  return voidNames.test(lettersOf(name));
}

function isBackgroundName(name: string): boolean {
  return backgroundNames.has(lettersOf(name));
}

/** Whether a class may be the background by its name: it is called so, or what is left over, or has no name of its own. */
export function mayBeBackground(name: string): boolean {
  const letters = name.toLowerCase().replace(/\P{L}/gu, '');
  return letters === '' || isBackgroundName(name) || restNames.test(letters);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/**
 * The role of each class, in the order given. Void by name, or by index 255 in VOC's void colour or where the other
 * indices are class numbers (`isIgnoreIndex`); background by name, and where no class is named so, index 0 if it is black.
 * Where that colour was made up, its name must not say that it is something: a list may begin with the sky, or the road.
 */
export function rolesOf(classes: readonly RoleClues[]): ClassRole[] {
  const hasBackgroundName = classes.some(({ name }) => isBackgroundName(name));
  const ignoresTop = isIgnoreIndex(classes.map(({ index }) => index));
  return classes.map(({ name, index, rgb, isColourMade }) => {
    if (isVoidName(name) || (index === VOC_VOID_INDEX && (ignoresTop || isVocVoid(rgb)))) {
      return 'void';
    }
    const isBackground = hasBackgroundName ? isBackgroundName(name) : isFirst({ name, index, rgb, isColourMade });
    return isBackground ? 'background' : 'class';
  });
}

function isFirst({ name, index, rgb, isColourMade = false }: RoleClues): boolean {
  return index === 0 && isBlack(rgb) && (!isColourMade || mayBeBackground(name));
}

/**
 * Whether index 255 stands for void: the other indices are a data set's class numbers, small or dense, and not the grey
 * levels of a two- or three-level mask such as 0/128/255.
 */
function isIgnoreIndex(indices: readonly number[]): boolean {
  const others = indices.filter((index) => index !== 255);
  const highest = others.reduce((most, index) => Math.max(most, index), -1);
  return others.length >= 2 && highest < 255 && (highest < 64 || others.length > highest / 2);
}
