const PICTURE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'apng', 'webp', 'tif', 'tiff', 'gif', 'bmp', 'dib'],
  ...['avif', 'heic', 'heif', 'hif', 'jp2', 'j2k', 'j2c', 'jpc', 'jpf', 'jpx'],
]);

/** Whether a file found in a folder is worth opening, judged by its name alone; its content still decides what it is. */
export function isPictureName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && PICTURE_EXTENSIONS.has(name.slice(dot + 1).toLowerCase());
}
