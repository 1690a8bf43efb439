import { isFoundPalette } from '../../../shared/model/found-palettes.ts';
import { enginePalette, type ProjectPalette } from '../../../shared/model/project-palette.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { Tables } from '../tables/tables.ts';
import { coloursOfClasses } from './class-colours.ts';

/**
 * Masks that look as if they named objects, though classes that a person gave (a preset, a file, made by hand) have every
 * value in them: they name classes. What a person said of a mask, a dataset, or its name, is no guess. `ids`: of these
 * masks only.
 */
export function claimedGuesses(tables: Tables, ids?: readonly number[]): ReadonlySet<number> {
  const palette = readProjectPalette(tables);
  if (palette === undefined || isFoundPalette(palette)) return new Set();
  const guessed = guessedMasks(tables, ids);
  if (guessed.length === 0) return new Set();
  return new Set(wholly(tables, palette, guessed));
}

/** Masks whose own values name objects: what they show is no class's colour. */
export function masksOfObjectValues(tables: Tables): number[] {
  const claimed = claimedGuesses(tables);
  return tables.database
    .prepare<[], number>(
      `SELECT id FROM files WHERE role = 'mask' AND is_removed = 0 AND (meaning <> 'auto' OR object_source IS NOT NULL)
         AND meaning <> 'classes' AND object_source ->> 'file' IS NULL`,
    )
    .pluck()
    .all()
    .filter((id) => !claimed.has(id));
}

function guessedMasks({ database }: Tables, ids: readonly number[] | undefined): number[] {
  return database
    .prepare<[{ ids: string | null }], number>(
      `SELECT id FROM files WHERE role = 'mask' AND is_removed = 0 AND meaning = 'auto' AND object_source IS NOT NULL
         AND object_source ->> 'isByValues' = 1
         AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))`,
    )
    .pluck()
    .all({ ids: ids === undefined ? null : JSON.stringify(ids) });
}

/** Those of which a class claims all: flat areas, and where these and the specks are all that there is, the specks too. */
function wholly(tables: Tables, palette: ProjectPalette, masks: readonly number[]): number[] {
  const claimed = coloursOfClasses(tables.colours.all(), enginePalette(palette));
  return tables.database
    .prepare<[Record<string, string>], number>(
      `SELECT id FROM files WHERE id IN (SELECT value FROM json_each(@masks))
         AND EXISTS (SELECT 1 FROM file_colours WHERE file_id = files.id)
         AND NOT EXISTS (SELECT 1 FROM file_colours WHERE file_id = files.id
           AND (is_flat = 1 OR (SELECT count(*) FROM file_colours WHERE file_id = files.id) >= files.colours)
           AND colour_id NOT IN (SELECT value FROM json_each(@claimed)))`,
    )
    .pluck()
    .all({ masks: JSON.stringify(masks), claimed: JSON.stringify(claimed) });
}
