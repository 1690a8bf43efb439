const PICTURE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'apng', 'webp', 'tif', 'tiff', 'gif', 'bmp', 'dib'],
  ...['avif', 'heic', 'heif', 'hif', 'jp2', 'j2k', 'j2c', 'jpc', 'jpf', 'jpx'],
]);

/** Whether a file found in a folder is worth opening, judged by its name alone; its content still decides what it is. */
export function isPictureName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && PICTURE_EXTENSIONS.has(name.slice(dot + 1).toLowerCase());
}

/** Texts, tables, archives, arrays, models, films and programs that lie beside masks; nobody keeps a picture under such a name. */
const OTHER_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['txt', 'md', 'rst', 'html', 'pdf', 'log', 'json', 'jsonl', 'xml', 'yaml', 'yml', 'toml', 'ini', 'cfg'],
  ...[
    'csv',
    'tsv',
    'xls',
    'xlsx',
    'parquet',
    'arrow',
    'db',
    'sqlite',
    'zip',
    'gz',
    'tgz',
    'tar',
    'bz2',
    'xz',
    '7z',
    'rar',
  ],
  ...['npy', 'npz', 'mat', 'h5', 'hdf5', 'pkl', 'pt', 'pth', 'onnx', 'mp4', 'avi', 'mov', 'mkv'],
  ...['py', 'ipynb', 'js', 'ts', 'sh', 'm', 'c', 'cpp', 'h'],
]);

/** Whether the name alone says that a file is no picture. */
export function isOtherName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && OTHER_EXTENSIONS.has(name.slice(dot + 1).toLowerCase());
}
