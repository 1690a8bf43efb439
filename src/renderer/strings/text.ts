import { actsText } from './en/acts.ts';
import { classesText } from './en/classes.ts';
import { commandsText } from './en/commands.ts';
import { commonText } from './en/common.ts';
import { exportFormatsText } from './en/export-formats.ts';
import { exportText } from './en/export.ts';
import { filesText } from './en/files.ts';
import { foldersText } from './en/folders.ts';
import { jobTitlesText } from './en/job-titles.ts';
import { jobsText } from './en/jobs.ts';
import { lookText } from './en/look.ts';
import { measureText } from './en/measure.ts';
import { noticesText } from './en/notices.ts';
import { objectsText } from './en/objects.ts';
import { paintText } from './en/paint.ts';
import { preflightText } from './en/preflight.ts';
import { presetsText } from './en/presets.ts';
import { problemsText } from './en/problems.ts';
import { repairText } from './en/repair.ts';
import { reviewText } from './en/review.ts';
import { settingsText } from './en/settings.ts';
import { shellText } from './en/shell.ts';
import { startText } from './en/start.ts';
import { wordsText } from './en/words.ts';

/** Everything the interface says, in English; the one place a translation would take over. */
export const text = {
  acts: actsText,
  classes: classesText,
  commands: commandsText,
  common: commonText,
  export: exportText,
  exportFormats: exportFormatsText,
  files: filesText,
  folders: foldersText,
  jobs: jobsText,
  jobTitles: jobTitlesText,
  look: lookText,
  measure: measureText,
  notices: noticesText,
  objects: objectsText,
  paint: paintText,
  preflight: preflightText,
  presets: presetsText,
  problems: problemsText,
  repair: repairText,
  review: reviewText,
  settings: settingsText,
  shell: shellText,
  start: startText,
  words: wordsText,
};
