import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type FolderItem, readFolder, realpath, stat } from '../../file-system.ts';
import { MaskmendError, toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { readEarlierResults } from '../repair/earlier-results.ts';
import { readFailure } from '../../codec/file-failure.ts';
import { toPosixPath } from '../posix-path.ts';
import { isPictureFile } from '../../codec/is-picture-file.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import type { SourceFile } from './source-file.ts';

/** A path that was given or met and could not be used. */
export interface SourceProblem {
  readonly source: SourceFile;
  readonly error: ErrorData;
}

export interface SourceScan {
  /** Root by root in the order given; inside a root by relative path, compared by code units. */
  readonly files: readonly SourceFile[];
  readonly problems: readonly SourceProblem[];
  /** Real paths of the folders that were given. */
  readonly givenFolders: readonly string[];
  /** Real paths of the folders of the files that were given one by one. */
  readonly foldersOfGivenFiles: readonly string[];
  /** Files in the folders that are no pictures. */
  readonly ignoredFiles: number;
  /** Folders of earlier results that were left out. */
  readonly resultFolders: number;
}

export interface ScanOptions {
  /** Leave out folders below the given ones that hold results of an earlier repair. */
  readonly isLeavingOutResults: boolean;
  /** Absolute paths of files that are no sources, whatever they look like. */
  readonly leftOut?: ReadonlySet<string>;
  /** Absolute path of a folder that files given by name lie below; else each one's own folder is its root. */
  readonly root?: string;
  /** Called for every file that is taken. */
  readonly onFound?: (source: SourceFile) => void;
  /** Ends the search early; what was found by then is given. */
  readonly signal?: AbortSignal;
}

/**
 * Finds the mask files that the given files and folders name. Folders are searched to any depth, symbolic links are
 * followed, every real folder is visited once; hidden names, and files that neither name nor content shows to be pictures
 * are passed over.
 * A file given by name is taken whatever it is called. Nothing that cannot be read stops the search.
 */
export async function scanSources(paths: readonly string[], options: ScanOptions): Promise<SourceScan> {
  const scan = new Scan(options);
  for (const path of paths) await scan.addGiven(resolve(path));
  return scan.result();
}

class Scan {
  private readonly options: ScanOptions;
  private readonly files: SourceFile[] = [];
  private readonly problems: SourceProblem[] = [];
  private readonly givenFolders = new Set<string>();
  private readonly foldersOfGivenFiles = new Set<string>();
  private readonly visitedFolders = new Set<string>();
  private readonly takenFiles = new Set<string>();
  // Links to folders wait until every true folder has been seen, so that a file is known by its own path.
  private waitingLinks: SourceFile[] = [];
  private ignoredFiles = 0;
  private resultFolders = 0;

  constructor(options: ScanOptions) {
    this.options = options;
  }

  result(): SourceScan {
    return {
      files: this.files,
      problems: this.problems,
      givenFolders: [...this.givenFolders],
      foldersOfGivenFiles: [...this.foldersOfGivenFiles],
      ignoredFiles: this.ignoredFiles,
      resultFolders: this.resultFolders,
    };
  }

  async addGiven(path: string): Promise<void> {
    const source = this.sourceOfGiven(path);
    await this.collectingProblems(source, async () => {
      const found = await stat(path);
      if (found.isDirectory()) await this.addGivenFolder(path);
      else if (found.isFile()) await this.addGivenFile(source);
      else throw new MaskmendError('unsupported-format', 'is neither a file nor a folder');
    });
  }

  private sourceOfGiven(path: string): SourceFile {
    const { root } = this.options;
    const isBelow = root !== undefined && path.startsWith(root.endsWith(sep) ? root : root + sep);
    if (!isBelow) return { path, root: dirname(path), relativePath: basename(path) };
    return { path, root, relativePath: toPosixPath(relative(root, path)) };
  }

  private async addGivenFile(source: SourceFile): Promise<void> {
    const { root } = this.options;
    if (root !== undefined && source.root !== root) {
      throw new MaskmendError('usage', `does not lie below ${root}`, {
        hint: 'choose a folder that everything lies below',
        option: '--root',
      });
    }
    const realFolder = await realpath(dirname(source.path));
    this.foldersOfGivenFiles.add(realFolder);
    this.take(source, realFolder);
  }

  private async addGivenFolder(path: string): Promise<void> {
    this.givenFolders.add(await realpath(path));
    const firstOfRoot = this.files.length;
    this.waitingLinks = [{ path, root: path, relativePath: '' }];
    for (let link = this.waitingLinks.shift(); link; link = this.waitingLinks.shift()) await this.visit(link);
    this.files.splice(firstOfRoot, Infinity, ...this.files.slice(firstOfRoot).sort(byRelativePath));
  }

  private async visit(folder: SourceFile): Promise<void> {
    await this.collectingProblems(folder, async () => {
      const realFolder = await realpath(folder.path);
      if (this.options.signal?.aborted === true || this.visitedFolders.has(realFolder)) return;
      const entries = (await readFolder(folder.path)).sort(byName);
      this.visitedFolders.add(realFolder);
      if (await this.isLeftOut(folder)) return;
      for (const entry of entries) {
        if (!entry.name.startsWith('.')) await this.visitEntry(entry, { folder, realFolder });
      }
    });
  }

  private async isLeftOut(folder: SourceFile): Promise<boolean> {
    if (!this.options.isLeavingOutResults || folder.relativePath === '') return false;
    if ((await readEarlierResults(folder.path)) === undefined) return false;
    this.resultFolders++;
    return true;
  }

  private async visitEntry(entry: FolderItem, place: { folder: SourceFile; realFolder: string }): Promise<void> {
    const { folder, realFolder } = place;
    const inner = {
      path: join(folder.path, entry.name),
      root: folder.root,
      relativePath: folder.relativePath === '' ? entry.name : `${folder.relativePath}/${entry.name}`,
    };
    if (entry.isDirectory()) await this.visit(inner);
    else if (entry.isSymbolicLink()) await this.followLink(inner, realFolder);
    else if (entry.isFile()) await this.takePicture(inner, realFolder);
  }

  private async followLink(link: SourceFile, realFolder: string): Promise<void> {
    const target = await stat(link.path).catch(() => undefined);
    if (target?.isDirectory()) this.waitingLinks.push(link);
    else if (target?.isFile()) await this.takePicture(link, realFolder);
    else this.addBrokenLink(link);
  }

  private addBrokenLink(link: SourceFile): void {
    if (!isPictureName(basename(link.path))) this.ignoredFiles++;
    else this.addProblem(link, new MaskmendError('not-found', 'is a symbolic link that leads to no file'));
  }

  private async takePicture(source: SourceFile, realFolder: string): Promise<void> {
    if (await isPictureFile(source.path)) this.take(source, realFolder);
    else this.ignoredFiles++;
  }

  private take(source: SourceFile, realFolder: string): void {
    const realPath = join(realFolder, basename(source.path));
    if (this.takenFiles.has(realPath) || this.options.leftOut?.has(source.path)) return;
    this.takenFiles.add(realPath);
    this.files.push(source);
    this.options.onFound?.(source);
  }

  private async collectingProblems(source: SourceFile, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.addProblem(source, error);
    }
  }

  private addProblem(source: SourceFile, error: unknown): void {
    this.problems.push({ source, error: toErrorData(readFailure(error)) });
  }
}

function byName(left: FolderItem, right: FolderItem): number {
  return left.name < right.name ? -1 : 1;
}

function byRelativePath(left: SourceFile, right: SourceFile): number {
  return left.relativePath < right.relativePath ? -1 : 1;
}
