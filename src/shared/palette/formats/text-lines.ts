/** A line of a text file with its number, counted from 1. */
export interface TextLine {
  readonly number: number;
  /** Without its line end and without blanks at both ends; never empty. */
  readonly text: string;
}

/** The lines of a text that are not blank; ends of line may be those of any system. */
export function filledLines(text: string): TextLine[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line, place) => ({ number: place + 1, text: line.trim() }))
    .filter((line) => line.text !== '');
}

/** The lines that are neither blank nor a `#` comment. */
export function dataLines(text: string): TextLine[] {
  return filledLines(text).filter((line) => !line.text.startsWith('#'));
}
