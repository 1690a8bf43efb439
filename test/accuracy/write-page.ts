import { writeFileSync } from 'node:fs';
import { format } from 'prettier';

/** Writes a page of Markdown as the format check wants it. */
export async function writePage(path: string, markdown: string): Promise<void> {
  writeFileSync(path, await format(markdown, { parser: 'markdown', printWidth: 120 }));
}
