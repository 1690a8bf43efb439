import { useEffect, useRef, useState } from 'react';
import type { PixelFacts, PixelPoint, Viewer } from '../../../viewer/viewer.ts';
import type { Painting } from '../paint/current-painting.ts';
import type { FileNumber, FileNumbers } from './file-numbers.ts';

/** What is painted shows after so long at the latest. */
const RENEW_MS = 150;
/** A large file is read for so long that what else is known of the pixel is told before. */
const AWAIT_MS = 100;

export interface KnownPixel extends PixelFacts {
  /** A person gave it another class than the repair: how certain that was tells nothing of it. */
  readonly isPainted: boolean;
  /** The original is being read. */
  readonly isAwaited: boolean;
  /** What the file has in place of a colour. */
  readonly number: FileNumber | undefined;
}

interface PixelReaders {
  readonly viewer: Viewer;
  readonly numbers: FileNumbers;
  readonly painting: Painting | undefined;
}

async function readAll({ viewer, numbers, painting }: PixelReaders, point: PixelPoint, signal: AbortSignal) {
  const [facts, repaired, number] = await Promise.all([
    viewer.pixelAt(point, { signal }),
    readRepaired(painting, point),
    // What cannot be read the viewer tells; the colour is known without it.
    numbers.at(point).catch(() => undefined),
  ]);
  signal.throwIfAborted();
  return { ...facts, number, isAwaited: false, isPainted: repaired !== undefined && repaired !== facts.slot };
}

/** Without what has to be read from the file. */
async function readSwiftly({ viewer, painting }: PixelReaders, point: PixelPoint, signal: AbortSignal) {
  const [facts, repaired] = await Promise.all([
    viewer.pixelAt(point, { signal, isSwift: true }),
    readRepaired(painting, point),
  ]);
  signal.throwIfAborted();
  return { ...facts, number: undefined, isPainted: repaired !== undefined && repaired !== facts.slot };
}

async function readRepaired(painting: Painting | undefined, { x, y }: PixelPoint): Promise<number | undefined> {
  return (await painting?.session.readRepaired({ x, y, width: 1, height: 1 }))?.[0];
}

interface TellOptions {
  readonly signal: AbortSignal;
  readonly tell: (facts: KnownPixel) => void;
}

async function tellPixel(readers: PixelReaders, point: PixelPoint, { signal, tell }: TellOptions): Promise<void> {
  let isAwaited = true;
  const tellSwiftly = async (): Promise<void> => {
    const facts = await readSwiftly(readers, point, signal);
    if (isAwaited) tell({ ...facts, isAwaited });
  };
  const early = setTimeout(() => void tellSwiftly().catch(() => undefined), AWAIT_MS);
  try {
    const facts = await readAll(readers, point, signal);
    isAwaited = false;
    tell(facts);
  } catch {
    // A file that cannot be read: the viewer tells why, and the rest is known all the same.
    isAwaited = false;
    if (!signal.aborted) tell({ ...(await readSwiftly(readers, point, signal)), isAwaited });
  } finally {
    clearTimeout(early);
  }
}

interface KnownReaders extends Omit<PixelReaders, 'viewer'> {
  readonly viewer: Viewer | undefined;
}

/** The pixel under the pointer; while it is asked for, the one before stands. */
export function usePixelFacts({ viewer, numbers, painting }: KnownReaders): KnownPixel | undefined {
  const [facts, setFacts] = useState<KnownPixel>();
  const now = useRef({ numbers, painting });
  useEffect(() => {
    now.current = { numbers, painting };
  }, [numbers, painting]);
  useEffect(() => {
    if (viewer === undefined) return;
    let abort = new AbortController();
    let point: PixelPoint | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      clearTimeout(timer);
      timer = undefined;
      abort.abort();
      abort = new AbortController();
      if (point === undefined) setFacts(undefined);
      else {
        const { signal } = abort;
        tellPixel({ viewer, ...now.current }, point, { signal, tell: setFacts }).catch(() => undefined);
      }
    };
    const ends = [
      viewer.on('hover', (next) => {
        point = next;
        read();
      }),
      viewer.on('picture', () => {
        if (point !== undefined) timer ??= setTimeout(read, RENEW_MS);
      }),
    ];
    return () => {
      clearTimeout(timer);
      abort.abort();
      for (const end of ends) end();
      setFacts(undefined);
    };
  }, [viewer]);
  return facts;
}
