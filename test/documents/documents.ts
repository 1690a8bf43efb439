import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = new URL('../../', import.meta.url);

export interface Document {
  /** Path below the root. */
  readonly path: string;
  readonly text: string;
}

/** Every document that people read. */
export function allDocuments(): Document[] {
  const root = fileURLToPath(ROOT);
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = [...top, ...below.filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export interface ShownCommand {
  readonly document: string;
  readonly text: string;
  /** Why it is not run; undefined where it is. */
  readonly excuse: string | undefined;
}

const BLOCK = /(?:<!-- not run: (?<excuse>[^>]*) -->\s*)?```sh\n(?<text>[^`]*)```/g;

/** Commands that documents show, block by block; `<!-- not run: WHY -->` before a block excuses it. */
export function shownCommands({ path, text }: Document): ShownCommand[] {
  return [...text.matchAll(BLOCK)].map(({ groups = {} }) => {
    return { document: path, text: groups['text'] ?? '', excuse: groups['excuse'] };
  });
}

/** Targets of links and pictures that lie in the repository, with what stands behind `#`. */
export function localLinks({ text }: Document): string[] {
  const plain = text.replaceAll(/```[\s\S]*?```/g, '');
  return [...plain.matchAll(/\]\((?<target>[^)\s]+)\)/g)]
    .map(({ groups }) => groups?.['target'] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that headings of a document have, as hosts of repositories make them. */
export function anchorsOf({ text }: Document): string[] {
  const plain = text.replaceAll(/```[\s\S]*?```/g, '');
  return [...plain.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
