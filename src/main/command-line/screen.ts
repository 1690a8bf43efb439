import type { JsonLine } from './json-lines.ts';

/** What is used of a standard stream. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const CLEAR_LINE = '\r\x1b[K';
const DEFAULT_COLUMNS = 80;

/**
 * The command's two streams: results go to standard output, remarks and errors to standard error, where a terminal also
 * shows a line of progress that gives way to everything else. A reader that has gone is no error: the work goes on.
 */
export class Screen {
  private readonly stdout: OutputStream;
  private readonly stderr: OutputStream;
  private progress = '';

  constructor(streams: { readonly stdout: OutputStream; readonly stderr: OutputStream }) {
    this.stdout = streams.stdout;
    this.stderr = streams.stderr;
  }

  /** True where a person watches: progress can be shown. */
  get canShowProgress(): boolean {
    return this.stderr.isTTY === true && process.env['TERM'] !== 'dumb';
  }

  /** Width of the terminal in characters. */
  get columns(): number {
    const { columns = 0 } = this.stderr;
    // Terminals that do not know their width say 0.
    return columns > 0 ? columns : DEFAULT_COLUMNS;
  }

  /** A line of the result. */
  print(line: string): void {
    this.writeBetweenProgress(this.stdout, `${line}\n`);
  }

  /** An object as a line of the result. */
  printJson(line: JsonLine): void {
    this.print(JSON.stringify(line));
  }

  /** A text of the result as it is. */
  printRaw(text: string): void {
    this.writeBetweenProgress(this.stdout, text);
  }

  /** A line beside the result. */
  remark(line: string): void {
    this.writeBetweenProgress(this.stderr, `${line}\n`);
  }

  /** Replaces the line of progress; an empty text takes it away. */
  showProgress(text: string): void {
    if (!this.canShowProgress || text === this.progress) return;
    this.progress = text;
    this.stderr.write(CLEAR_LINE + text);
  }

  private writeBetweenProgress(stream: OutputStream, text: string): void {
    if (this.progress !== '') this.stderr.write(CLEAR_LINE);
    stream.write(text);
    if (this.progress !== '') this.stderr.write(this.progress);
  }
}
