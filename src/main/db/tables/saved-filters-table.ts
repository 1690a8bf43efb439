import type { Database } from 'better-sqlite3';
import type { SavedFilter } from '../../../shared/contract/review-schemas.ts';
import { sourceFilterSchema } from '../../../shared/contract/source-schemas.ts';
import { readJson } from './json-column.ts';

/** Filters of the queue that the person named. */
export function openSavedFiltersTable(database: Database) {
  const select = database.prepare<[], { name: string; filter: string }>(
    'SELECT name, filter FROM saved_filters ORDER BY name',
  );
  const upsert = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO saved_filters (name, filter) VALUES (?, ?)',
  );
  const remove = database.prepare<[string]>('DELETE FROM saved_filters WHERE name = ?');
  return {
    all(): SavedFilter[] {
      return select.all().map(({ name, filter }) => ({ name, filter: readJson(sourceFilterSchema, filter) }));
    },
    write({ name, filter }: SavedFilter): void {
      upsert.run(name, JSON.stringify(filter));
    },
    remove(name: string): void {
      remove.run(name);
    },
  };
}
