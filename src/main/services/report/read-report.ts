import { readTextWithin } from '../../text-within.ts';
import { type Report, reportSchema } from './report.ts';

/** Above this no report is read: 1 GiB holds some million files. */
const MAX_REPORT_BYTES = 1_073_741_824;

/** A report as this version writes it; undefined where the file is none, or cannot be read. */
export async function readReport(path: string): Promise<Report | undefined> {
  const text = await readTextWithin(path, MAX_REPORT_BYTES);
  if (text === undefined) return undefined;
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
