import { open } from '../../file-system.ts';
import { type Report, reportSchema } from './report.ts';

/** Above this no report is read: 1 GiB holds some million files. */
const MAX_REPORT_BYTES = 1_073_741_824;

/** A report as this version writes it; undefined where the file is none, or cannot be read. */
export async function readReport(path: string): Promise<Report | undefined> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > MAX_REPORT_BYTES) return undefined;
    return reportSchema.safeParse(JSON.parse(await file.readFile('utf8'))).data;
  } catch {
    return undefined;
  }
}
