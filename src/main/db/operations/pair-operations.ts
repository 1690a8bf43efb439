import type { KeptActLabel } from '../../../shared/model/act-label.ts';
import type { PairSuggestion } from '../../../shared/contract/source-calls.ts';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { likelyPairs } from '../../../shared/checks/likely-pairs.ts';
import type { PairChanges } from './history-change.ts';
import { changeHistory } from './history-operations.ts';
import type { Tables } from '../tables/tables.ts';

interface PairPage {
  readonly show: 'all' | 'paired' | 'unpaired' | 'unused-photos';
  readonly offset: number;
  readonly limit: number;
}

interface ShownPair {
  readonly mask?: SourceRow | undefined;
  readonly photo?: SourceRow | undefined;
}

export const pairOperations = {
  listPairs({ pairs, lists }: Tables, { show, ...page }: PairPage): { rows: ShownPair[]; total: number } {
    const { ids, total } = pairs.page(show, page);
    const rows = lists.rows(ids).map((row): ShownPair => {
      if (show === 'unused-photos') return { photo: row };
      return { mask: row, photo: row.photo === undefined ? undefined : lists.row(row.photo) };
    });
    return { rows, total };
  },

  /** Pairs for masks without a photo: those that names leave no doubt about first. */
  suggestPairs({ pairs, lists }: Tables, limit: number): { suggestions: PairSuggestion[]; total: number } {
    const named = pairs.named();
    const { masks, photos } = pairs.unpaired();
    const taken = new Set(named.flatMap(({ mask, photo }) => [mask, photo]));
    const likely = likelyPairs(
      masks.filter(({ id }) => !taken.has(id)),
      photos.filter(({ id }) => !taken.has(id)),
    );
    const all = [...named, ...likely.map((pair) => ({ ...pair, reason: 'similar-name' as const }))];
    const suggestions = all.slice(0, limit).flatMap(({ mask, photo, reason }) => {
      const [maskRow, photoRow] = [lists.row(mask), lists.row(photo)];
      return maskRow === undefined || photoRow === undefined ? [] : [{ mask: maskRow, photo: photoRow, reason }];
    });
    return { suggestions, total: all.length };
  },

  /** Pairs masks with photos as one act; throws conflict where a mask has another photo than the person saw. */
  setPairs(tables: Tables, changes: PairChanges, label: KeptActLabel): number {
    for (const { mask, from } of changes) {
      if (tables.pairs.photoOf(mask) === from) continue;
      throw new MaskmendError('conflict', 'the pairs have changed meanwhile', { hint: 'look at them again' });
    }
    const real = changes.filter(({ from, to }) => from !== to);
    if (real.length > 0) changeHistory(tables, label, { kind: 'pairs', pairs: [...real] });
    return real.length;
  },

  /**
   * What follows an import: files that turned out to be the photos of masks become photos, and pairs that names leave
   * no doubt about are made. No act of the person: nothing to undo.
   */
  pairImported(tables: Tables): { readonly photos: number; readonly pairs: number } {
    const photos = tables.pairs.hiddenPhotos();
    for (const id of photos) {
      tables.files.setRole(id, 'photo');
      tables.files.setStatus(id, 'inspected');
      tables.problems.replace(id, ['not-a-mask'], []);
    }
    const pairs = tables.pairs.named();
    for (const { mask, photo } of pairs) tables.pairs.set(mask, photo);
    if (photos.length + pairs.length > 0) tables.project.grow();
    return { photos: photos.length, pairs: pairs.length };
  },
};
