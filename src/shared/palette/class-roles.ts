import type { ClassRole, Rgb } from '../model/palette.ts';
import { isBlack, isVocVoid } from './colour-names.ts';
import { VOC_VOID_INDEX } from './presets/voc.ts';

interface RoleClues {
  readonly name: string;
  readonly index: number;
  readonly rgb: Rgb;
}

const backgroundNames = new Set(['background', 'bg']);
const voidNames = /^(void|ignored?|ignore(label|region|area)|unlabell?ed|unlabell?edvoid|dontcare|unannotated)$/;

/** True for the names under which data sets keep what nobody labelled: `void`, `_ignore_`, `Unlabelled`. */
function isVoidName(name: string): boolean {
  return voidNames.test(lettersOf(name));
}

function isBackgroundName(name: string): boolean {
  return backgroundNames.has(lettersOf(name));
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/**
 * The role of each class, in the order given. Void by name, or by index 255 in VOC's void colour or where the other
 * indices are class numbers (`isIgnoreIndex`); background by name, and where no class is named so, index 0 if it is black.
 */
export function rolesOf(classes: readonly RoleClues[]): ClassRole[] {
  const hasBackgroundName = classes.some(({ name }) => isBackgroundName(name));
  const ignoresTop = isIgnoreIndex(classes.map(({ index }) => index));
  return classes.map(({ name, index, rgb }) => {
    if (isVoidName(name) || (index === VOC_VOID_INDEX && (ignoresTop || isVocVoid(rgb)))) {
      return 'void';
    }
    const isBackground = hasBackgroundName ? isBackgroundName(name) : index === 0 && isBlack(rgb);
    return isBackground ? 'background' : 'class';
  });
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
