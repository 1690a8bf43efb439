import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';

/** Pythons to try: those that MASKMEND_PYTHON names, several as PATH does, then those that machines usually have. */
export const pythons: readonly string[] = [
  ...(process.env['MASKMEND_PYTHON'] ?? '').split(delimiter).filter((name) => name !== ''),
  'python3',
  '/usr/bin/python3',
];

/** The first Python that has all of some modules; undefined where none has. */
export function findPython(...modules: readonly string[]): string | undefined {
  const args = ['-c', `import ${modules.join(', ')}`];
  return pythons.find((python) => spawnSync(python, args, { stdio: 'ignore' }).status === 0);
}
