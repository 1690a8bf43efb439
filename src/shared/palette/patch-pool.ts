import { channelDistance } from './channel-distance.ts';
import type { ColourWitness, FileEvidence, Triple } from './file-evidence.ts';
import { middleOf, widthOf, type ColourSpace } from './witness-values.ts';

/** Patches of one colour, over all files. */
export interface PooledPatch {
  readonly space: ColourSpace;
  /** The mean of their colours. */
  readonly middle: Triple;
  /** The widest interval among them: how far off a single patch may be. */
  readonly width: number;
  readonly files: number;
  readonly areas: number;
  readonly pixels: number;
  readonly index: number | undefined;
}

/** Patches of lossy files within this many levels are one colour; exact ones must be equal. */
const REACH = 10;

interface Group {
  readonly space: ColourSpace;
  readonly seed: Triple;
  readonly index: number | undefined;
  readonly sums: [number, number, number];
  width: number;
  lastFile: number;
  files: number;
  areas: number;
  pixels: number;
}

/** Pools the patches of many files by colour; the best supported come first. */
export function poolPatches(files: readonly FileEvidence[]): PooledPatch[] {
  const groups: Group[] = [];
  const exact = new Map<string, Group>();
  files.forEach(({ space, patches }, file) => {
    for (const patch of patches) {
      addTo(groupOf(patch, space, { groups, exact }), patch, file);
    }
  });
  return groups.map(pooled).sort((a, b) => b.files - a.files || b.areas - a.areas || b.pixels - a.pixels);
}

function groupOf(
  patch: ColourWitness,
  space: ColourSpace,
  { groups, exact }: { groups: Group[]; exact: Map<string, Group> },
): Group {
  const seed = middleOf(patch);
  const isExact = widthOf(patch) === 0;
  const name = `${space} ${seed.join()}`;
  const known = isExact
    ? exact.get(name)
    : groups.find((group) => group.width > 0 && group.space === space && channelDistance(group.seed, seed) <= REACH);
  if (known !== undefined) {
    return known;
  }
  const { index } = patch;
  const created: Group = { space, seed, index, sums: [0, 0, 0], width: 0, lastFile: -1, files: 0, areas: 0, pixels: 0 };
  groups.push(created);
  if (isExact) exact.set(name, created);
  return created;
}

function addTo(group: Group, patch: ColourWitness, file: number): void {
  const middle = middleOf(patch);
  for (const channel of [0, 1, 2] as const) group.sums[channel] += middle[channel] * patch.areas;
  group.width = Math.max(group.width, widthOf(patch));
  group.files += group.lastFile === file ? 0 : 1;
  group.lastFile = file;
  group.areas += patch.areas;
  group.pixels += patch.pixels;
}

function pooled({ space, sums: [a, b, c], width, files, areas, pixels, index }: Group): PooledPatch {
  return { space, middle: [a / areas, b / areas, c / areas], width, files, areas, pixels, index };
}
