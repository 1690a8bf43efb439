import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pythons } from '../find-python.ts';

/**
 * What a Python script of `oracles` answers to JSON on its standard input; undefined, with one line, where Python or a
 * module it needs is not there.
 */
export function runOracle(script: string, input: unknown): unknown {
  const path = fileURLToPath(new URL(`oracles/${script}`, import.meta.url));
  const python = pythonFor(script, path);
  if (python === undefined) return undefined;
  const { stdout, stderr, status } = spawnSync(python, [path], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown;
}

const found = new Map<string, string | undefined>();

/** Some modules take seconds to load: each script is tried once. */
function pythonFor(script: string, path: string): string | undefined {
  if (found.has(script)) return found.get(script);
  const python = pythons.find((name) => spawnSync(name, [path], { input: '[]' }).status === 0);
  if (python === undefined) process.stdout.write(`oracle ${script}: skipped, no Python with what it needs\n`);
  found.set(script, python);
  return python;
}

/** Numbers from 0 up to but not including 1 that are the same in every run. */
function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Polygons inside, across and around small pictures, with whole, half and odd coordinates. */
export function randomPolygons(count: number, seed: number) {
  const random = seededNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: count }, () => {
    const [width, height, kind] = [1 + below(40), 1 + below(40), below(4)];
    const coordinate = (side: number): number => {
      if (kind === 0) return below(side + 1);
      if (kind === 1) return below(2 * side + 1) / 2;
      return kind === 2 ? (random() * 3 - 1) * side : Math.round(random() * (side + 4) * 10 - 20) / 10;
    };
    const corners = 3 + below(8);
    const points = Array.from({ length: 2 * corners }, (_, i) => coordinate(i % 2 === 0 ? width : height));
    return { width, height, points };
  });
}
