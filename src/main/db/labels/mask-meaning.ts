import type { MeaningChoice } from '../../../shared/model/mask-meaning.ts';
import type { Tables } from '../tables/tables.ts';

/** What a mask's values name, as a person says; a result that was made otherwise is out of date. */
export function setMeaning({ database }: Tables, fileId: number, choice: MeaningChoice): void {
  database.prepare('UPDATE files SET meaning = ? WHERE id = ?').run(choice, fileId);
  database.prepare("UPDATE files SET status = 'stale' WHERE id = ? AND status = 'repaired'").run(fileId);
}
