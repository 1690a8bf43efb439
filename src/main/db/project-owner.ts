import { hostname } from 'node:os';
import { z } from 'zod';
import { readFileSync, rmSync, writeFileSync } from '../file-system.ts';

const ownerSchema = z.object({ program: z.string(), pid: z.int(), host: z.string(), since: z.iso.datetime() });

/** The process that holds a project open. */
export type ProjectOwner = z.infer<typeof ownerSchema>;

/**
 * Leaves word beside the project of who holds it, for a second process to read: the project itself is locked. It is
 * word only; the lock is the system's and ends with the process, so a note left by a dead owner holds nothing.
 */
export function announceOwner(projectPath: string): void {
  const owner: ProjectOwner = {
    program: 'maskmend',
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  };
  try {
    writeFileSync(notePath(projectPath), JSON.stringify(owner));
  } catch {
    // Without the note a second process is still refused; it only cannot be told by whom.
  }
}

export function withdrawOwner(projectPath: string): void {
  rmSync(notePath(projectPath), { force: true });
}

/** The owner's note, or undefined where there is none that can be read. */
export function readOwner(projectPath: string): ProjectOwner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(notePath(projectPath), 'utf8')));
  } catch {
    return undefined;
  }
}

function notePath(projectPath: string): string {
  return `${projectPath}-owner`;
}
