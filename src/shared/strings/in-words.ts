import type { TakenForOne } from '../model/taken-for-one.ts';
import type { KeptObjectEvidence } from '../model/object-evidence.ts';
import type { KeptRepairWarning } from '../model/repair-warning.ts';
import { objectEvidenceText } from './en/object-evidence.ts';
import { repairWarningsText } from './en/repair-warnings.ts';
import { takenForOneText } from './en/taken-for-one.ts';
import type { KeptFileNote } from '../model/file-note.ts';
import type { OutlierReason } from '../model/outlier-reason.ts';
import type { Problem } from '../model/problem.ts';
import type { Verdict } from '../model/verdict.ts';
import { fileNotesText } from './en/file-notes.ts';
import { outliersText } from './en/outliers.ts';
import { problemsText } from './en/problems.ts';
import { verdictDetailsText, verdictsText } from './en/verdicts.ts';
import type { DatasetFormatName } from '../model/dataset-format.ts';
import type { ExportLoss } from '../model/export-loss.ts';
import type { ExportRemark } from '../model/export-remark.ts';
import type { FormatEvidence } from '../model/format-evidence.ts';
import { datasetFormatsText } from './en/dataset-formats.ts';
import { exportLossesText } from './en/export-losses.ts';
import { exportRemarksText } from './en/export-remarks.ts';
import { formatEvidenceText } from './en/format-evidence.ts';
import { wordsFor } from './words-for.ts';

/** What a person should know of an export; what is kept in words stays so. */
export function remarkInWords(remark: ExportRemark | string): string {
  return typeof remark === 'string' ? remark : wordsFor(exportRemarksText, remark)(remark);
}

/** What is lost, without its count: as it stands behind it, or behind any where it is a name of its own. */
export function lossInWords(loss: ExportLoss, isName = false): string {
  const { one, many } = exportLossesText[loss.kind](loss);
  return loss.count === 1 && !isName ? one : many;
}

/** What a format of datasets is called; `isAlone`: not within a sentence. */
export function formatInWords(name: DatasetFormatName, isAlone = false): string {
  const title = datasetFormatsText[name];
  return isAlone ? title.charAt(0).toUpperCase() + title.slice(1) : title;
}

/** Why a folder or archive is taken for a format. */
export function evidenceInWords(evidence: FormatEvidence): string {
  return wordsFor(formatEvidenceText, evidence)(evidence);
}

/** What a check found; what an earlier version has in words stays so. */
export function problemInWords(problem: Problem): string {
  return 'words' in problem ? problem.words : wordsFor(problemsText, problem)(problem);
}

/** What happened to a file; what an earlier version has in words stays so. */
export function verdictInWords({ kind, detail, text }: Verdict): string {
  if (text !== undefined) return text;
  return detail === undefined ? verdictsText[kind] : wordsFor(verdictDetailsText, detail)(detail);
}

/** What of a file was passed over; what an earlier version has in words stays so. */
export function noteInWords(note: KeptFileNote): string {
  return typeof note === 'string' ? note : wordsFor(fileNotesText, note)(note);
}

/** What sets a picture apart from the others of its set. */
export function outlierInWords(reason: OutlierReason): string {
  return wordsFor(outliersText, reason)(reason);
}

/** Why a person should look at a repaired mask; what an earlier version has in words stays so. */
export function warningInWords(warning: KeptRepairWarning): string {
  return typeof warning === 'string' ? warning : wordsFor(repairWarningsText, warning)(warning);
}

/** Why the values of a mask are taken to name objects, or classes; what an earlier version has in words stays so. */
export function objectEvidenceInWords(evidence: KeptObjectEvidence): string {
  return typeof evidence === 'string' ? evidence : wordsFor(objectEvidenceText, evidence)(evidence);
}

/** That a class was taken for another. */
export function takenInWords(taken: TakenForOne): string {
  return takenForOneText(taken);
}
