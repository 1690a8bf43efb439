import { classesText } from './en/classes.ts';
import { commandsText } from './en/commands.ts';
import { commonText } from './en/common.ts';
import { exportText } from './en/export.ts';
import { filesText } from './en/files.ts';
import { foldersText } from './en/folders.ts';
import { jobsText } from './en/jobs.ts';
import { lookText } from './en/look.ts';
import { measureText } from './en/measure.ts';
import { objectsText } from './en/objects.ts';
import { paintText } from './en/paint.ts';
import { repairText } from './en/repair.ts';
import { reviewText } from './en/review.ts';
import { settingsText } from './en/settings.ts';
import { shellText } from './en/shell.ts';
import { startText } from './en/start.ts';
import { wordsText } from './en/words.ts';

/** Everything the interface says, in English; the one place a translation would take over. */
export const text = {
  classes: classesText,
  commands: commandsText,
  common: commonText,
  export: exportText,
  files: filesText,
  folders: foldersText,
  jobs: jobsText,
  look: lookText,
  measure: measureText,
  objects: objectsText,
  paint: paintText,
  repair: repairText,
  review: reviewText,
  settings: settingsText,
  shell: shellText,
  start: startText,
  words: wordsText,
};
