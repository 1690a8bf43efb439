import { join } from 'node:path';
import { readdir, realpath, stat, type Stats } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { beyondLimit, type ReadLimits } from '../../../shared/limits.ts';
import { PackedFiles } from './packed-files.ts';
import type { SourceTree } from './source-tree.ts';

/**
 * The files below a folder, to any depth, links followed, every real folder once, hidden names passed over. What cannot
 * be looked at is a problem of the tree. Throws `too-large` where there are more files than the limits allow: a walk
 * through a whole disk ends there.
 * @param ownName A file of the folder itself that belongs to no format: the list of its files that an export holds.
 */
export async function openFolderTree(path: string, limits: ReadLimits, ownName?: string): Promise<SourceTree> {
  const walk = new FolderWalk(path, limits, ownName);
  await walk.visit('');
  return { path, limits, files: walk.files, problems: walk.problems };
}

class FolderWalk {
  readonly files: PackedFiles;
  readonly problems: { file: string; message: string }[] = [];
  readonly #root: string;
  readonly #limits: ReadLimits;
  readonly #ownName: string | undefined;
  readonly #visited = new Set<string>();

  constructor(root: string, limits: ReadLimits, ownName: string | undefined) {
    this.#root = root;
    this.#limits = limits;
    this.#ownName = ownName;
    this.files = new PackedFiles(root);
  }

  async visit(folder: string): Promise<void> {
    const path = join(this.#root, folder);
    const real = await realpath(path);
    if (this.#visited.has(real)) return;
    this.#visited.add(real);
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
    // Many at a time: a network disk answers slowly, but to many at once.
    for (let i = 0; i < names.length; i += 256) {
      const found = await Promise.all(
        names.slice(i, i + 256).map((name) => look(this.#root, folder === '' ? name : `${folder}/${name}`)),
      );
      for (const entry of found) await this.#take(entry);
    }
  }

  async #take({ name, found }: Awaited<ReturnType<typeof look>>): Promise<void> {
    if (found === undefined) this.problems.push({ file: name, message: 'cannot be looked at, or leads to no file' });
    else if (found.isDirectory()) await this.#enter(name);
    else if (found.isFile() && name !== this.#ownName) this.#add(name, found.size);
  }

  async #enter(name: string): Promise<void> {
    await this.visit(name).catch((error: unknown) => {
      if (error instanceof MaskmendError) throw error;
      this.problems.push({ file: name, message: 'is a folder that cannot be read' });
    });
  }

  #add(name: string, bytes: number): void {
    const { maxFiles } = this.#limits;
    if (this.files.size >= maxFiles) {
      const what = `holds more than ${maxFiles} files`;
      throw beyondLimit('files', what, { limits: this.#limits, path: this.#root, hint: 'name a folder further down' });
    }
    this.files.add(name, bytes);
  }
}

async function look(root: string, name: string): Promise<{ name: string; found: Stats | undefined }> {
  return { name, found: await stat(join(root, name)).catch(() => undefined) };
}
