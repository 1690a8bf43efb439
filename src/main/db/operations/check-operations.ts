import type { MeasuredPicture } from '../../../shared/checks/find-outliers.ts';
import { checkPalette, checkSplits } from '../../../shared/checks/palette-checks.ts';
import { problem, problemKinds } from '../../../shared/checks/problem-severity.ts';
import {
  checkSet,
  duplicateGroups,
  type SetDuplicates,
  setProblemKinds,
  type SetFile,
} from '../../../shared/checks/set-checks.ts';
import type { Problem, ProblemKind } from '../../../shared/model/problem.ts';
import { shownPalette } from '../../../shared/model/project-palette.ts';
import type { DiskState, SourceRole } from '../../../shared/model/source-status.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { RoleStatistics } from '../lists/statistics.ts';
import type { Tables } from '../tables/tables.ts';
import { claimsOf, filesOfColours } from '../lists/unclaimed-colours.ts';

/** A kind of problem over the whole project. */
export interface ProblemSum {
  readonly kind: ProblemKind;
  readonly files: number;
  /** Of these. */
  readonly photos: number;
  /** Those that are about the palette, not about single files. */
  readonly ofPalette: readonly Problem[];
}

/** Unclaimed colours on less than this share of a mask are edges and noise. */
const LEAST_SHARE = 0.0005;

export const checkOperations = {
  /** Looks again for what only all files together tell; gives the files whose problems changed. */
  refreshChecks(tables: Tables): number[] {
    const files = readSet(tables);
    const found = checkSet(files);
    for (const [id, entry] of unclaimedProblems(tables)) found.set(id, [...(found.get(id) ?? []), entry]);
    const touched = tables.problems.replaceAll([...setProblemKinds, 'unclaimed-colours'], found);
    if (touched.length > 0) tables.project.grow();
    return touched;
  },

  /** Every kind of problem that there is, the gravest first. */
  problemSums(tables: Tables): ProblemSum[] {
    const counts = tables.problems.counts(problemKinds);
    const ofPalette = Map.groupBy(paletteProblems(tables), ({ kind }) => kind);
    return problemKinds
      .map((kind) => {
        const { files, photos } = counts.get(kind) ?? { files: 0, photos: 0 };
        return { kind, files, photos, ofPalette: ofPalette.get(kind) ?? [] };
      })
      .filter((sum) => sum.files > 0 || sum.ofPalette.length > 0);
  },

  duplicates(tables: Tables, role: SourceRole): { readonly kind: SetDuplicates['kind']; readonly ids: number[] }[] {
    const files = readSet(tables).filter((file) => file.role === role);
    return duplicateGroups(files).map(({ kind, members }) => ({ kind, ids: members.map(({ id }) => id) }));
  },

  roleStatistics({ statistics }: Tables, role: SourceRole): RoleStatistics {
    return statistics.ofRole(role);
  },

  measuredFiles({ statistics }: Tables, role: SourceRole): MeasuredPicture[] {
    return statistics.measured(role);
  },
};

/** What in the palette is likely to go wrong, seen with the masks. */
function paletteProblems(tables: Tables): Problem[] {
  const own = readProjectPalette(tables);
  if (own === undefined) return [];
  const palette = shownPalette(own);
  const counts = palette.classes.flatMap(({ slot }) => tables.fileClasses.splitsOf(slot));
  return [...checkPalette(palette), ...checkSplits(counts, palette.classes)];
}

interface StoredSetFile {
  readonly id: number;
  readonly role: SourceRole;
  readonly path: string;
  readonly disk: DiskState;
  readonly width: number | null;
  readonly height: number | null;
  readonly orientation: number | null;
  readonly sha256: string | null;
  readonly contentSha256: string | null;
  readonly photo: number | null;
  readonly classes: number | null;
}

function readSet({ database }: Tables): SetFile[] {
  const rows = database
    .prepare<[], StoredSetFile>(
      `SELECT id, role, path, disk, width, height, facts ->> 'orientation' AS orientation, sha256,
         content_sha256 AS contentSha256, photo_id AS photo, coalesce(class_count, colours) AS classes
       FROM files WHERE role IN ('mask', 'photo') AND is_removed = 0 ORDER BY id`,
    )
    .all();
  return rows.map(({ id, role, path, disk, width, height, orientation, ...others }) => ({
    id,
    role,
    path,
    disk,
    ...(width !== null && height !== null && { size: { width, height, orientation: orientation ?? 1 } }),
    ...(others.sha256 !== null && { sha256: others.sha256 }),
    ...(others.contentSha256 !== null && { contentSha256: others.contentSha256 }),
    ...(others.photo !== null && { photo: others.photo }),
    ...(others.classes !== null && { classes: others.classes }),
  }));
}

function unclaimedProblems(tables: Tables): [number, Problem][] {
  const colours = claimsOf(tables, readProjectPalette(tables)).flatMap(({ colourIds }) => colourIds);
  if (colours.length === 0) return [];
  const pixels = new Map(
    tables.database
      .prepare<[], { id: number; pixels: number }>(
        "SELECT id, pixels FROM files WHERE role = 'mask' AND is_removed = 0 AND pixels IS NOT NULL",
      )
      .all()
      .map((row) => [row.id, row.pixels]),
  );
  return filesOfColours(tables, colours, -1).flatMap((file): [number, Problem][] => {
    const share = file.pixels / (pixels.get(file.fileId) ?? Infinity);
    if (share < LEAST_SHARE) return [];
    return [[file.fileId, problem({ kind: 'unclaimed-colours', pixels: file.pixels })]];
  });
}
