import { constants, open } from './file-system.ts';

/** The text of a file (UTF-8); undefined where it is larger than that, is no file, or cannot be read. */
export async function readTextWithin(path: string, maxBytes: number): Promise<string | undefined> {
  try {
    // A pipe that nobody writes to would block the opening; a regular file does not mind the flag.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await file.stat();
    return found.isFile() && found.size <= maxBytes ? await file.readFile('utf8') : undefined;
  } catch {
    return undefined;
  }
}
