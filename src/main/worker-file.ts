/**
 * The file that a worker thread starts from, given as its path below src/main without extension. From source that is
 * the TypeScript file itself; in the bundle all entry points and chunks lie in one folder.
 */
export function workerFile(source: string): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? `./${source}.ts` : `./${source.slice(source.lastIndexOf('/') + 1)}.js`, import.meta.url);
}
