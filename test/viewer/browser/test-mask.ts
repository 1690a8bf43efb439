import type { ClassLook } from '../../../src/renderer/viewer/look.ts';
import type { ClassPattern } from '../../../src/shared/model/class-marking.ts';
import { certificateStates } from '../../../src/renderer/viewer/mask-source.ts';
import type { MemoryMask } from './memory-source.ts';

/** The same numbers for the same seed, 0..1. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface TestMaskOptions {
  readonly width: number;
  readonly height: number;
  readonly slots: readonly number[];
  readonly isWide?: boolean;
  readonly seed?: number;
}

/** Blocks and thin lines of classes, a noisy original of them, a photo of another size, doubt here and there. */
export function makeTestMask({ width, height, slots, isWide = false, seed = 1 }: TestMaskOptions): MemoryMask {
  const random = randomNumbers(seed);
  const pick = (): number => slots[Math.floor(random() * slots.length)] ?? 0;
  const labels = isWide ? new Uint16Array(width * height) : new Uint8Array(width * height);
  labels.fill(slots[0] ?? 0);
  for (let shape = 0; shape < 24; shape++) {
    const [x, y] = [Math.floor(random() * width), Math.floor(random() * height)];
    const isLine = shape % 3 === 0;
    const [w, h] = isLine ? [1, Math.ceil(random() * height)] : [Math.ceil(random() * 40), Math.ceil(random() * 40)];
    fillRect(labels, { width, x, y, right: Math.min(width, x + w), bottom: Math.min(height, y + h), slot: pick() });
  }
  const original = Uint8Array.from({ length: 4 * width * height }, (_, at) => {
    if (at % 4 === 3) return random() < 0.02 ? 128 : 255;
    const colour = colourOf(labels[at >> 2] ?? 0);
    const value = (colour >> (16 - 8 * (at % 4))) & 255;
    return Math.max(0, Math.min(255, Math.round(value + (random() - 0.5) * 60)));
  });
  const photoSize = { width: Math.ceil(width * 1.5), height: Math.ceil(height * 1.5) };
  const photo = Uint8Array.from({ length: 4 * photoSize.width * photoSize.height }, (_, at) =>
    at % 4 === 3 ? 255 : Math.floor(random() * 256),
  );
  const confidence = Uint8Array.from({ length: width * height }, () =>
    random() < 0.8 ? 255 : Math.floor(random() * 255),
  );
  const [columns, rows] = [Math.ceil(width / 16), Math.ceil(height / 8)];
  const known = Object.values(certificateStates);
  const states = Uint8Array.from({ length: columns * rows }, () => known[Math.floor(random() * known.length)] ?? 0);
  const certificate = { mcuWidth: 16, mcuHeight: 8, columns, rows, states };
  return { width, height, labels, original, photo, photoSize, confidence, certificate };
}

interface Fill {
  readonly width: number;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
  readonly slot: number;
}

function fillRect(labels: Uint8Array | Uint16Array, { width, x, y, right, bottom, slot }: Fill): void {
  for (let row = y; row < bottom; row++) labels.fill(slot, row * width + x, row * width + right);
}

/** A colour for a slot, far from that of its neighbours. */
export function colourOf(slot: number): number {
  return (Math.imul(slot + 1, 0x9e3779b1) >>> 8) & 0xffffff;
}

export function makeLooks(
  slots: readonly number[],
  patternOf: (slot: number) => ClassPattern = () => 'none',
): ClassLook[] {
  return slots.map((slot, index) => ({
    slot,
    colour: colourOf(slot),
    sourceColour: colourOf(slot),
    isVisible: true,
    isSolo: false,
    opacity: 1,
    outlinePx: 1 + (index % 4),
    pattern: patternOf(slot),
    isLocked: index % 2 === 1,
  }));
}
