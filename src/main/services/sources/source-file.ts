/** A mask file that a command was given, and how it is named inside the folder it was found under. */
export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  /** Absolute path of the folder that `relativePath` starts from. */
  readonly root: string;
  /** Path below `root`, POSIX separators. */
  readonly relativePath: string;
}
