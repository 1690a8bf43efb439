import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { CERTIFIED } from './source-query.ts';

type Nullable<Row> = { readonly [Key in keyof Row]: Row[Key] | null };
type Flags = 'hasStandardTables' | 'isCertified' | 'hasThumbnail' | 'isGrey' | 'isDrawn';

/** A row as SQL gives it. */
export type StoredSourceRow = Nullable<Required<Omit<SourceRow, Flags>>> & Readonly<Record<Flags, number | null>>;

/** The columns of a row of the list. */
export const SOURCE_COLUMNS = `id, role, path, root_id AS root, status, decision, disk, format, bytes, width, height,
  quality, has_standard_tables AS hasStandardTables, subsampling, colours, class_count AS classes,
  verdict_kind AS verdict, verdict_confidence AS verdictConfidence, uncertain_pixels AS uncertainPixels,
  certified_share AS certifiedShare, ${CERTIFIED} AS isCertified, problems, photo_id AS photo, note, edits,
  edited_pixels AS editedPixels,
  revision, labels_revision AS labelsRevision,
  status IN ('repaired', 'stale')
    OR EXISTS (SELECT 1 FROM thumbnails WHERE file_id = files.id AND kind = 'picture') AS hasThumbnail,
  ifnull(facts ->> 'channels' IN ('grey', 'grey-alpha'), 0) AS isGrey,
  EXISTS (SELECT 1 FROM drawn_roots WHERE drawn_roots.root_id = files.root_id) AS isDrawn`;

/** A row as the interface gets it: what is not known is absent. */
export function toSourceRow(stored: StoredSourceRow): SourceRow {
  const { hasStandardTables, isCertified, hasThumbnail, isGrey, isDrawn, ...others } = stored;
  const known = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
  return {
    // The columns without NOT NULL are those that a row may lack.
    ...(known as Omit<SourceRow, Flags>),
    ...(hasStandardTables !== null && { hasStandardTables: hasStandardTables === 1 }),
    isCertified: isCertified === 1,
    hasThumbnail: hasThumbnail === 1,
    isGrey: isGrey === 1,
    isDrawn: isDrawn === 1,
  };
}
