import { dirname, join } from 'node:path';
import { type FileHandle, open, readFile, rm } from '../../file-system.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { reportFileSchema, type ReportFile } from '../report/report.ts';

/**
 * What a run has done so far, a line of JSON per file, beside its report: the report itself is written at the beginning
 * and at the end only, and a run that is killed has no end.
 */
export class RunJournal {
  readonly #path: string;
  #turn: Promise<unknown> = Promise.resolve();
  /** Kept open: to open it takes longer than to write a line. */
  #file: FileHandle | undefined;

  /** `report`: absolute path of the run's report. */
  constructor(report: string) {
    this.#path = journalPath(report);
  }

  /** Adds a file; lines follow each other whole. */
  add(file: ReportFile): Promise<void> {
    const added = this.#turn.then(async () => {
      this.#file ??= await open(this.#path, 'a');
      await this.#file.appendFile(`${JSON.stringify(file)}\n`);
    });
    this.#turn = added.catch(() => undefined);
    return added.catch((error: unknown) => {
      throw writeFailure(error, this.#path);
    });
  }

  /** The report tells all of it now. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.#path, { force: true });
  }

  /** Leaves what was added to the next run. */
  async close(): Promise<void> {
    await this.#turn;
    await this.#file?.close().catch(() => undefined);
    this.#file = undefined;
  }
}

/** What the journal beside a report holds; a line that a kill has cut short is passed over. */
export async function readJournal(report: string): Promise<ReportFile[]> {
  const text = await readFile(journalPath(report), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => parseLine(line) ?? []);
}

function parseLine(line: string): ReportFile | undefined {
  try {
    return reportFileSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function journalPath(report: string): string {
  return join(dirname(report), `.${report.slice(dirname(report).length + 1)}.journal`);
}
