import { below, type Mutator, mutateBytes, pick, type Random } from './mutate-bytes.ts';

interface Segment {
  readonly marker: number;
  /** Without the length; of a scan also its coded data. */
  readonly body: Uint8Array;
  readonly coded: Uint8Array;
}

const SCAN = 0xda;
const END = 0xd9;

/** Changes segments as wholes: their bodies, their order, how often they come; lengths stay true, most of the time. */
export const mutateJpeg: Mutator = (bytes, random) => {
  const segments = segmentsOf(bytes);
  if (segments.length < 2 || random() < 0.25) return mutateBytes(bytes, random);
  const at = below(random, segments.length);
  const one = segments[at];
  switch (below(random, 7)) {
    case 0:
      segments.splice(at, 1);
      break;
    case 1:
      segments.splice(below(random, segments.length), 0, one);
      break;
    case 2:
      segments[at] = { ...one, marker: pick(random, [0xc0, 0xc1, 0xc2, 0xc4, 0xc9, 0xca, 0xcc, 0xda, 0xdb, 0xdd]) };
      break;
    case 3:
      segments[at] = { ...one, coded: mutateBytes(one.coded, random) };
      break;
    case 4:
      swap(segments, at, below(random, segments.length));
      break;
    default:
      segments[at] = { ...one, body: mutateBytes(one.body, random) };
  }
  return join(segments, random);
};

function swap(segments: Segment[], a: number, b: number): void {
  [segments[a], segments[b]] = [segments[b], segments[a]];
}

function segmentsOf(bytes: Uint8Array): Segment[] {
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== END;) {
    const marker = bytes[at + 1];
    const length = bytes[at + 2] * 256 + bytes[at + 3];
    const end = Math.min(bytes.length, at + 2 + Math.max(2, length));
    const next = marker === SCAN ? endOfScan(bytes, end) : end;
    segments.push({ marker, body: bytes.slice(at + 4, end), coded: bytes.slice(end, next) });
    at = next;
  }
  return segments;
}

function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at++) {
    const isRestart = bytes[at + 1] >= 0xd0 && bytes[at + 1] <= 0xd7;
    if (bytes[at] === 0xff && bytes[at + 1] !== 0 && !isRestart) return at;
  }
  return bytes.length;
}

function join(segments: readonly Segment[], random: Random): Uint8Array {
  const parts = segments.flatMap(({ marker, body, coded }) => {
    const length = body.length + 2 + (random() < 0.02 ? pick(random, [-2, -1, 1, 300]) : 0);
    return [Uint8Array.of(0xff, marker, (length >> 8) & 255, length & 255), body, coded];
  });
  return Uint8Array.from(Buffer.concat([Uint8Array.of(0xff, 0xd8), ...parts, Uint8Array.of(0xff, END)]));
}
