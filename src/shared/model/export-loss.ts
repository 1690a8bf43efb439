import type { Palette } from './palette.ts';

/** What a format cannot hold. */
export const lossKinds = [
  'objects',
  'hidden-objects',
  'vanished-objects',
  'objects-without-pixel',
  'objects-beyond-254',
  'objects-beyond-255',
  'objects-beyond-instance-ids',
  'objects-in-parts',
  'crowds',
  'holes',
  'void-pixels',
  'changed-pixels',
  'background-pixels',
  'background-to-void',
  'photos-not-jpg',
  'masks-without-photo-size',
  'masks-without-photo',
] as const;
export type LossKind = (typeof lossKinds)[number];

/** What is lost, with counts. */
export type LossCounts = Partial<Readonly<Record<LossKind, number>>>;

export interface ExportLoss {
  readonly kind: LossKind;
  readonly count: number;
  /** Name of the background, where it is what is lost. */
  readonly class?: string | undefined;
}

/** The counts as a list. @param palette The classes as they are exported. */
export function listLosses(counts: LossCounts, { classes }: Pick<Palette, 'classes'>): ExportLoss[] {
  const background = classes.find(({ role }) => role === 'background');
  return lossKinds.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    if (count === 0) return [];
    return kind === 'background-pixels' && background ? [{ kind, count, class: background.name }] : [{ kind, count }];
  });
}

export function sumLosses(...all: readonly LossCounts[]): LossCounts {
  const sum: Partial<Record<LossKind, number>> = {};
  for (const counts of all) {
    for (const kind of lossKinds) {
      const count = counts[kind] ?? 0;
      if (count > 0) sum[kind] = (sum[kind] ?? 0) + count;
    }
  }
  return sum;
}
