import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own that can be filled. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly folder: string;
  /** Leaves no more than so many bytes free. */
  fill(leftBytes?: number): void;
  /** Frees what `fill` took. */
  free(): void;
  unmount(): void;
}

/** Mounts a small disk at a folder, which is made; undefined where nothing may be mounted. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder]);
  if (status !== 0) return undefined;
  const filler = join(folder, '.filler');
  return {
    folder,
    fill: (leftBytes = 0) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, new Uint8Array(Math.max(0, bavail * bsize - leftBytes)));
    },
    free: () => {
      rmSync(filler, { force: true });
    },
    unmount: () => {
      spawnSync('umount', [folder]);
    },
  };
}
