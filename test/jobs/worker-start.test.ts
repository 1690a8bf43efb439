import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const BUILT = new URL('../../dist/main/', import.meta.url);

/** The files of the build that one loads at once, itself among them. */
function loadedAtOnce(name: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  const text = readFileSync(new URL(name, BUILT), 'utf8');
  // What is loaded on first use is required within a call.
  for (const [, next] of text.matchAll(/\b(?:const|var) \w+\s*=\s*require\(["'`]\.\/([^"'`]+)["'`]\)/g)) {
    loadedAtOnce(next, known);
  }
  return known;
}

function sourcesOf(name: string): readonly string[] {
  if (!existsSync(new URL(`${name}.map`, BUILT))) return [];
  const map: unknown = JSON.parse(readFileSync(new URL(`${name}.map`, BUILT), 'utf8'));
  return (map as { readonly sources: readonly string[] }).sources;
}

test.each(['mask-worker.js', 'search-helper.js'])('%s starts without schemas and pictures of other kinds', (entry) => {
  const sources = [...loadedAtOnce(entry)].flatMap(sourcesOf);
  expect(sources.some((source) => source.includes('/shared/search/'))).toBe(true);
  expect(sources.filter((source) => /node_modules\/(zod|sharp)\//.test(source))).toEqual([]);
});
