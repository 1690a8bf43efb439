import type { KeptActLabel } from '../../../shared/model/act-label.ts';
import type { Affected } from '../../../shared/contract/class-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import type { MaskEvidence } from '../tables/inspections-table.ts';
import type { ClassCount } from '../tables/file-classes-table.ts';
import { addToHistory } from './history-operations.ts';
import { affectedBy, applyPalette } from './palette-change.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { Tables } from '../tables/tables.ts';
import { claimsOf, filesOfColours, type UnclaimedGroup } from '../lists/unclaimed-colours.ts';

/** The project's palette and what results and sources say of it. */
export interface PaletteSnapshot {
  readonly revision: number;
  /** The lowest slot that no class ever had. */
  readonly nextSlot: number;
  readonly palette: ProjectPalette | undefined;
  /** Of each class, what was merged into it included. */
  readonly counts: readonly ClassCount[];
  readonly staleFiles: number;
  readonly evidenceFiles: number;
  readonly files: number;
  /** The coarsest JPEG quality among the masks; undefined where there is no JPEG. */
  readonly worstQuality: number | undefined;
  /** True where a mask is a JPEG that keeps chroma for several pixels at once. */
  readonly hasReducedChroma: boolean;
}

interface PaletteChange {
  /** The palette's revision that the change was made on. */
  readonly revision: number;
  readonly palette: ProjectPalette;
  /** For the history. */
  readonly label: KeptActLabel;
}

export const paletteOperations = {
  paletteSnapshot(tables: Tables): PaletteSnapshot {
    const { paletteRevision: revision, nextSlot } = tables.project.read();
    const palette = readProjectPalette(tables);
    return { revision, nextSlot, palette, counts: countClasses(tables, palette), ...countFiles(tables) };
  },

  projectPalette(tables: Tables): ProjectPalette | undefined {
    return readProjectPalette(tables);
  },

  /** What a palette would do to results that there are. */
  previewPalette(tables: Tables, palette: ProjectPalette): Affected {
    return affectedBy(tables, palette);
  },

  /** Makes a palette the project's, as one act; throws conflict where the palette has changed meanwhile. */
  changePalette(tables: Tables, { revision, palette, label }: PaletteChange): Affected {
    if (revision !== tables.project.read().paletteRevision) {
      throw new MaskmendError('conflict', 'the classes have changed meanwhile', { hint: 'look at them again' });
    }
    const before = readProjectPalette(tables);
    const affected = applyPalette(tables, palette);
    addToHistory(tables, label, { kind: 'palette', ...(before && { before }), after: palette });
    return affected;
  },

  /** Flat colours that no class claims, the most pixels first. */
  unclaimedColours(
    tables: Tables,
    page: { offset: number; limit: number },
  ): { groups: UnclaimedGroup[]; total: number } {
    const groups = claimsOf(tables, readProjectPalette(tables));
    return { groups: groups.slice(page.offset, page.offset + page.limit), total: groups.length };
  },

  filesOfColours(tables: Tables, colourIds: readonly number[], limit: number): { fileId: number; pixels: number }[] {
    return filesOfColours(tables, colourIds, limit);
  },

  /** The evidence of every mask, as it was put down: JSON, for a worker to read. */
  evidenceTexts({ inspections }: Tables, engineVersion: number): MaskEvidence[] {
    return inspections.evidenceTexts(engineVersion);
  },
};

function countClasses({ fileClasses }: Tables, palette: ProjectPalette | undefined): ClassCount[] {
  return (palette?.classes ?? []).map(({ slot }) => {
    const merged = palette?.merged.filter(({ into }) => into === slot) ?? [];
    return fileClasses.sumsOf(
      slot,
      merged.map((entry) => entry.slot),
    );
  });
}

function countFiles({
  database,
}: Tables): Pick<PaletteSnapshot, 'staleFiles' | 'evidenceFiles' | 'files' | 'worstQuality' | 'hasReducedChroma'> {
  const count = (condition: string): number =>
    database
      .prepare<[], number>(`SELECT count(*) FROM files WHERE role = 'mask' AND is_removed = 0 ${condition}`)
      .pluck()
      .get() ?? 0;
  const worst = database
    .prepare<[], number | null>("SELECT min(quality) FROM files WHERE role = 'mask' AND is_removed = 0")
    .pluck()
    .get();
  return {
    staleFiles: count("AND status = 'stale'"),
    evidenceFiles: count("AND status IN ('inspected', 'repaired', 'stale')"),
    files: count(''),
    worstQuality: worst ?? undefined,
    hasReducedChroma: count("AND subsampling NOT IN ('grey', '4:4:4')") > 0,
  };
}
