import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { below, type Mutator, mutateBytes, type Random } from './mutate-bytes.ts';

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
}

const SIGNATURE_BYTES = 8;

/** Changes chunks as wholes, and pixels before they are packed; checksums are made to fit, most of the time. */
export const mutatePng: Mutator = (bytes, random) => {
  const chunks = chunksOf(bytes);
  if (chunks.length === 0 || random() < 0.15) return mutateBytes(bytes, random);
  const at = below(random, chunks.length);
  const one = chunks[at];
  const place = below(random, 5);
  if (place === 0) chunks.splice(at, 1);
  else if (place === 1) chunks.splice(below(random, chunks.length), 0, one);
  else if (place === 2 && one.type === 'IDAT') chunks[at] = { ...one, body: mutatePacked(one.body, random) };
  else chunks[at] = { ...one, body: mutateBytes(one.body, random) };
  return join(bytes.subarray(0, SIGNATURE_BYTES), chunks, random);
};

function mutatePacked(packed: Uint8Array, random: Random): Uint8Array {
  try {
    return deflateSync(mutateBytes(inflateSync(packed, { maxOutputLength: 2 ** 20 }), random));
  } catch {
    return mutateBytes(packed, random);
  }
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length;) {
    const length = Math.min(view.readUInt32BE(at), bytes.length - at - 12);
    chunks.push({ type: view.toString('latin1', at + 4, at + 8), body: bytes.slice(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function join(signature: Uint8Array, chunks: readonly Chunk[], random: Random): Uint8Array {
  const parts = chunks.map(({ type, body }) => {
    const chunk = Buffer.alloc(12 + body.length);
    chunk.writeUInt32BE(body.length, 0);
    chunk.write(type, 4, 'latin1');
    chunk.set(body, 8);
    const isTrue = random() > 0.02;
    chunk.writeUInt32BE(isTrue ? crc32(chunk.subarray(4, 8 + body.length)) : 1, 8 + body.length);
    return chunk;
  });
  return Uint8Array.from(Buffer.concat([signature, ...parts]));
}
