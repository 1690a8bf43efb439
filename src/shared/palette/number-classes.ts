import { foundPalettes } from '../model/found-palettes.ts';
import type { ClassEvidence, MaskCoding, Palette, Rgb } from '../model/palette.ts';
import { assemblePalette, type ClassEntry } from './assemble-palette.ts';
import { channelDistance } from './channel-distance.ts';
import type { PooledClass } from './class-pool.ts';
import { isBlack, isVocVoid, nameOfColour } from './colour-names.ts';
import { codingOfColours, isGrey } from './grey-coding.ts';
import { likelyValue, middleColour } from './likely-colour.ts';
import { packColour, unpackColour } from './packed-colour.ts';
import { matchPreset, type ColourClue, type PresetMatch } from './preset-match.ts';
import { binary01Classes, trimapClasses } from './presets/grey.ts';
import type { PresetClass } from './presets/preset-class.ts';
import { VOC_VOID_INDEX, vocColour } from './presets/voc.ts';
import { colourOfValue, componentsOf, middleOf, type ValueKind } from './witness-values.ts';

/** A class with its colour chosen, before it is numbered. */
interface ChosenClass {
  readonly value: number;
  readonly rgb: Rgb;
  readonly pixels: number;
  /** The index that indexed files give it, where they agree on one. */
  readonly index: number | undefined;
  readonly evidence: ClassEvidence;
}

/** A palette, and whether its colours are those of a known data set. */
interface NumberedClasses {
  readonly palette: Palette;
  readonly isOfPreset: boolean;
}

/**
 * Pooled classes as a palette. Colours: of a preset that explains all classes, else the likeliest. Indices: the level in
 * grey masks, else those of indexed files, else a preset's, else by area behind the background (black, or the largest).
 */
export function numberClasses(found: readonly PooledClass[], kind: ValueKind): NumberedClasses {
  const pooled = kind === 'colours' ? asGreys(found) : found;
  const agreed = agreedIndices(pooled);
  const preset = kind === 'colours' ? matchPreset(cluesOf(pooled, agreed), pooled.some(isLossy)) : undefined;
  const chosen = chooseColours(pooled, { kind, preset, agreed });
  const coding = codingOf(chosen, kind);
  const entries = numberBy(coding, chosen, { kind, preset }).toSorted((a, b) => a.index - b.index);
  return {
    palette: assemblePalette(entries, { coding, source: foundPalettes.inferred }),
    isOfPreset: preset !== undefined,
  };
}

/** Masks in which every class may be grey are grey: the levels 0 and 1 are likelier together than two odd colours. */
function asGreys(pooled: readonly PooledClass[]): readonly PooledClass[] {
  const greys = pooled.map(({ values }) => values.filter((value) => isGrey(unpackColour(value))));
  return greys.every((values) => values.length > 0)
    ? pooled.map((entry, place) => ({ ...entry, values: greys[place] }))
    : pooled;
}

function isLossy({ precision }: PooledClass): boolean {
  return precision !== 'exact' && precision !== 'decoded';
}

/** Colours decoded from a lossy file before they were stored without loss, and fitted ones, are off by so many levels at most. */
const DECODED_SLACK = 3;

function cluesOf(pooled: readonly PooledClass[], agreed: readonly (number | undefined)[]): ColourClue[] {
  return pooled.map(({ values, precision, intervals }, place) => ({
    values,
    middle: middleColour({ intervals }),
    slack: precision === 'decoded' || precision === 'fitted' ? DECODED_SLACK : 0,
    index: agreed[place],
  }));
}

/** The index of each class, where indexed files give one; none at all where they contradict each other. */
function agreedIndices(pooled: readonly PooledClass[]): readonly (number | undefined)[] {
  const given = pooled.flatMap(({ indices }) => [...indices]);
  const isOneEach = pooled.every(({ indices }) => indices.size <= 1) && new Set(given).size === given.length;
  return pooled.map(({ indices }) => (isOneEach ? indices.values().next().value : undefined));
}

interface Choice {
  readonly kind: ValueKind;
  readonly preset: PresetMatch | undefined;
  readonly agreed: readonly (number | undefined)[];
}

/** The frequent classes choose first; a class of which no colour is left is an error of another, and is dropped. */
function chooseColours(pooled: readonly PooledClass[], { kind, preset, agreed }: Choice): ChosenClass[] {
  const taken = new Set<number>();
  const places = [...pooled.keys()].sort(
    (a, b) => pooled[b].pixels - pooled[a].pixels || pooled[a].values[0] - pooled[b].values[0],
  );
  return places.flatMap((place) => {
    const fixed = preset?.classes[place];
    const value = fixed === undefined ? likelyValue(pooled[place], kind, taken) : packColour(fixed.rgb);
    if (value === undefined) {
      return [];
    }
    taken.add(value);
    const rgb = colourOfValue(value, kind);
    const { pixels } = pooled[place];
    const index = agreed[place] ?? fixed?.index;
    return [{ value, rgb, pixels, index, evidence: evidenceOf(pooled[place], value, kind) }];
  });
}

function evidenceOf(pooled: PooledClass, value: number, kind: ValueKind): ClassEvidence {
  const { files, pixels, intervals, precision } = pooled;
  let spread = 0;
  for (const { space, interval } of intervals.values()) {
    spread = Math.max(spread, channelDistance(middleOf(interval), componentsOf(value, space, kind)));
  }
  return { files, pixels, spread, ...(precision === 'fitted' && { isThin: true }) };
}

/** Grey colours are class numbers, unless they are two far apart, or indexed files number them otherwise; so are 16 bits. */
function codingOf(chosen: readonly ChosenClass[], kind: ValueKind): MaskCoding {
  if (chosen.some(({ rgb: [level] }) => level > 255)) {
    return 'grey-index';
  }
  const coding = codingOfColours(chosen.map(({ rgb }) => rgb));
  const isNumberedOtherwise = chosen.some(({ rgb, index }) => index !== undefined && index !== rgb[0]);
  return coding === 'grey-index' && kind === 'colours' && isNumberedOtherwise ? 'colour' : coding;
}

function numberBy(
  coding: MaskCoding,
  chosen: readonly ChosenClass[],
  { kind, preset }: Pick<Choice, 'kind' | 'preset'>,
): ClassEntry[] {
  switch (coding) {
    case 'binary':
      return numberTwo(chosen);
    case 'grey-index':
      return numberLevels(chosen, kind);
    case 'colour':
      return numberColours(chosen, preset);
  }
}

/** The darker of two levels is the background. Their numbers are those of indexed files, else the levels. */
function numberTwo(chosen: readonly ChosenClass[]): ClassEntry[] {
  const darkest = chosen.reduce((least, { rgb: [level] }) => Math.min(least, level), 255);
  return chosen.map(({ rgb, index, evidence }) => ({
    name: rgb[0] === darkest ? 'background' : 'foreground',
    index: index ?? rgb[0],
    rgb,
    evidence,
  }));
}

/** Levels above 255 have no grey of their own; then all classes take the colours of VOC's colour map. */
function numberLevels(chosen: readonly ChosenClass[], kind: ValueKind): ClassEntry[] {
  const levels = chosen.map(({ value, rgb }) => (kind === 'levels' ? value : rgb[0]));
  const known = [binary01Classes, trimapClasses].find((preset) => hasLevels(preset, levels));
  const isDeep = levels.some((level) => level > 255);
  return chosen.map(({ evidence }, place) => {
    const level = levels[place];
    const name = known?.find(({ index }) => index === level)?.name ?? `class ${level}`;
    return { name, index: level, rgb: isDeep ? vocColour(level) : [level, level, level], evidence };
  });
}

function hasLevels(preset: readonly PresetClass[], levels: readonly number[]): boolean {
  return preset.length === levels.length && preset.every(({ index }) => levels.includes(index));
}

function numberColours(chosen: readonly ChosenClass[], preset: PresetMatch | undefined): ClassEntry[] {
  const names = new Map(
    preset?.hasNames === true ? preset.classes.map(({ rgb, name }) => [packColour(rgb), name]) : [],
  );
  const seen = withIndices(chosen).map(({ value, rgb, index, evidence }) => ({
    name: names.get(value) ?? nameOfColour(rgb, index),
    index,
    rgb,
    evidence,
  }));
  const unseen = (preset?.gaps ?? []).map(({ rgb, index }) => ({
    name: nameOfColour(rgb, index),
    index,
    rgb,
    evidence: { files: 0, pixels: 0, spread: 0 },
  }));
  return [...seen, ...unseen];
}

/** Classes without an index are numbered behind those that have one; VOC's void colour takes its own. */
function withIndices(chosen: readonly ChosenClass[]): (ChosenClass & { readonly index: number })[] {
  const given = new Set(chosen.flatMap(({ index }) => (index === undefined ? [] : [index])));
  const outline = given.has(VOC_VOID_INDEX) ? undefined : chosen.find(({ rgb }) => isVocVoid(rgb));
  if (outline?.index === undefined && outline !== undefined) given.add(VOC_VOID_INDEX);
  let next = [...given].reduce((most, index) => (index === VOC_VOID_INDEX ? most : Math.max(most, index + 1)), 0);
  const nextFree = (): number => {
    while (given.has(next)) next++;
    return next++;
  };
  return backgroundFirst(chosen).map((entry) => ({
    ...entry,
    index: entry.index ?? (entry === outline ? VOC_VOID_INDEX : nextFree()),
  }));
}

/** `chosen` comes by area; black, where there is any, goes before the largest. */
function backgroundFirst(chosen: readonly ChosenClass[]): readonly ChosenClass[] {
  const black = chosen.filter(({ rgb }) => isBlack(rgb));
  return [...black, ...chosen.filter(({ rgb }) => !isBlack(rgb))];
}
