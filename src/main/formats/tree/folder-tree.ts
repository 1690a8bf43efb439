import { join } from 'node:path';
import { readdir, realpath, stat, type Stats } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { PackedFiles } from './packed-files.ts';
import type { SourceTree } from './source-tree.ts';

/** More files than any dataset has that fits a machine; a walk through a whole disk ends here. */
const MAX_FILES = 5_000_000;

/**
 * The files below a folder, to any depth, links followed, every real folder once, hidden names passed over. What cannot
 * be looked at is a problem of the tree. Throws `too-large` where there is no end of files.
 * @param ownName A file of the folder itself that belongs to no format: the list of its files that an export holds.
 */
export async function openFolderTree(path: string, ownName?: string): Promise<SourceTree> {
  const walk = new FolderWalk(path, ownName);
  await walk.visit('');
  return { path, files: walk.files, problems: walk.problems };
}

class FolderWalk {
  readonly files: PackedFiles;
  readonly problems: { file: string; message: string }[] = [];
  readonly #root: string;
  readonly #ownName: string | undefined;
  readonly #visited = new Set<string>();

  constructor(root: string, ownName: string | undefined) {
    this.#root = root;
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
    if (this.files.size >= MAX_FILES) {
      throw new MaskmendError('too-large', `holds more than ${MAX_FILES} files`, { path: this.#root });
    }
    this.files.add(name, bytes);
  }
}

async function look(root: string, name: string): Promise<{ name: string; found: Stats | undefined }> {
  return { name, found: await stat(join(root, name)).catch(() => undefined) };
}
