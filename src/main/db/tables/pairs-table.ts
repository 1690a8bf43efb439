import type { Database } from 'better-sqlite3';

/** A mask and a photo whose names fit each other. */
export interface NamedPair {
  readonly mask: number;
  readonly photo: number;
  readonly reason: 'same-path' | 'same-name';
}

const LISTS = {
  all: "role = 'mask' AND is_removed = 0",
  paired: "role = 'mask' AND is_removed = 0 AND photo_id IS NOT NULL",
  unpaired: "role = 'mask' AND is_removed = 0 AND photo_id IS NULL",
  'unused-photos': `role = 'photo' AND is_removed = 0
    AND NOT EXISTS (SELECT 1 FROM files AS mask WHERE mask.photo_id = files.id AND mask.is_removed = 0)`,
} as const;

/** Which photo belongs to which mask. */
export function openPairsTable(database: Database) {
  const select = database.prepare<[number], number | null>('SELECT photo_id FROM files WHERE id = ?').pluck();
  const update = database.prepare<[number | null, number]>('UPDATE files SET photo_id = ? WHERE id = ?');
  const samePath = database.prepare<[], NamedPair>(
    `SELECT mask.id AS mask, min(photo.id) AS photo, 'same-path' AS reason
     FROM files AS mask JOIN files AS photo ON photo.pair_path = mask.pair_path
     WHERE mask.role = 'mask' AND mask.is_removed = 0 AND mask.photo_id IS NULL
       AND photo.role = 'photo' AND photo.is_removed = 0
     GROUP BY mask.id HAVING count(*) = 1`,
  );
  const sameName = database.prepare<[], NamedPair>(
    `SELECT mask.id AS mask, min(photo.id) AS photo, 'same-name' AS reason
     FROM files AS mask JOIN files AS photo ON photo.pair_name = mask.pair_name
     WHERE mask.role = 'mask' AND mask.is_removed = 0 AND mask.photo_id IS NULL
       AND photo.role = 'photo' AND photo.is_removed = 0
     GROUP BY mask.id HAVING count(*) = 1`,
  );
  /** A file found to be no mask, named as one that is: its photo. */
  const hiddenPhotos = database
    .prepare<[], number>(
      `SELECT DISTINCT photo.id FROM files AS photo JOIN files AS mask ON mask.pair_name = photo.pair_name
       WHERE photo.role = 'mask' AND photo.is_removed = 0 AND photo.status = 'skipped'
         AND mask.role = 'mask' AND mask.is_removed = 0 AND mask.status NOT IN ('new', 'skipped', 'failed')`,
    )
    .pluck();
  const unpairedMasks = database.prepare<[], { id: number; name: string }>(
    `SELECT id, pair_name AS name FROM files
       WHERE role = 'mask' AND is_removed = 0 AND photo_id IS NULL ORDER BY name_key`,
  );
  const unusedPhotos = database.prepare<[], { id: number; name: string }>(
    `SELECT id, pair_name AS name FROM files WHERE ${LISTS['unused-photos']} ORDER BY name_key`,
  );
  return {
    photoOf(mask: number): number | undefined {
      return select.get(mask) ?? undefined;
    },
    set(mask: number, photo: number | undefined): void {
      update.run(photo ?? null, mask);
    },
    /** Pairs that names leave no doubt about, for masks that have no photo. */
    named(): NamedPair[] {
      const certain = samePath.all();
      const masks = new Set(certain.map(({ mask }) => mask));
      return [...certain, ...sameName.all().filter(({ mask }) => !masks.has(mask))];
    },
    hiddenPhotos(): number[] {
      return hiddenPhotos.all();
    },
    /** Masks without a photo and photos without a mask, by name. */
    unpaired(): { readonly masks: { id: number; name: string }[]; readonly photos: { id: number; name: string }[] } {
      return { masks: unpairedMasks.all(), photos: unusedPhotos.all() };
    },
    /** Ids of a page: masks, or photos for `unused-photos`; and how many there are. */
    page(
      show: keyof typeof LISTS,
      { offset, limit }: { offset: number; limit: number },
    ): { ids: number[]; total: number } {
      const ids = database
        .prepare<[number, number], number>(
          `SELECT id FROM files WHERE ${LISTS[show]} ORDER BY name_key, id LIMIT ? OFFSET ?`,
        )
        .pluck()
        .all(limit, offset);
      const total = database.prepare<[], number>(`SELECT count(*) FROM files WHERE ${LISTS[show]}`).pluck().get() ?? 0;
      return { ids, total };
    },
  };
}
