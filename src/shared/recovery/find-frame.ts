import { findQualities } from './find-qualities.ts';
import type { ChromaRatio, JpegFrame } from './jpeg-frame.ts';
import type { CodedLabels } from './encode-labels.ts';
import { recoverJpeg } from './recover-jpeg.ts';
import type { SeenPicture } from './seen-picture.ts';

/** The part of the picture on which frames are tried, in pixels: a multiple of every MCU's size. */
const TRIAL_SIDE = 160;
const TRIED_QUALITIES = 4;
/** 4:4:4, 4:2:0 and 4:2:2: the most usual first. */
const ratios: readonly ChromaRatio[] = [
  { x: 1, y: 1 },
  { x: 2, y: 2 },
  { x: 2, y: 1 },
];
/** With the right frame nearly all MCUs come right, with another hardly any. */
const PROVEN_SHARE = 0.12;
const SURE_SHARE = 0.9;

interface Trial {
  readonly frame: JpegFrame;
  readonly share: number;
}

/**
 * The frame of the JPEG that a picture was decoded from: the one under which most of a part of it, which has much
 * detail, comes out pixel by pixel. Undefined where none does: it was no JPEG, not one with libjpeg's tables, or what was
 * decoded was altered.
 */
export function findFrame(picture: SeenPicture, guess: CodedLabels, shouldStop: () => boolean): JpegFrame | undefined {
  const qualities = findQualities(picture, guess).slice(0, TRIED_QUALITIES);
  if (qualities.length === 0) return undefined;
  const part = cutPart(picture, guess, findDetail(picture));
  let best: Trial | undefined;
  for (const quality of qualities) {
    for (const ratio of picture.channels === 1 ? ratios.slice(0, 1) : ratios) {
      const { detailed, provenDetailed } = recoverJpeg(part.picture, { quality, ratio }, { ...part, shouldStop });
      const share = provenDetailed / Math.max(1, detailed);
      if (share > (best?.share ?? PROVEN_SHARE)) best = { frame: { quality, ratio }, share };
      if (share >= SURE_SHARE) return best?.frame;
    }
  }
  return best?.frame;
}

interface Corner {
  readonly left: number;
  readonly top: number;
}

/** Of the picture's parts the one in which most neighbouring pixels differ. */
function findDetail(picture: SeenPicture): Corner {
  const wide = Math.ceil(picture.width / TRIAL_SIDE);
  const counts = new Uint32Array(wide * Math.ceil(picture.height / TRIAL_SIDE));
  const { width, height, channels, samples } = picture;
  for (let y = 0; y < height; y++) {
    const line = Math.floor(y / TRIAL_SIDE) * wide;
    for (let x = 1; x < width; x++) {
      const at = (y * width + x) * channels;
      if (samples[at] !== samples[at - channels]) counts[line + Math.floor(x / TRIAL_SIDE)]++;
    }
  }
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b)));
  return { left: (most % wide) * TRIAL_SIDE, top: Math.floor(most / wide) * TRIAL_SIDE };
}

function cutPart(
  picture: SeenPicture,
  guess: CodedLabels,
  { left, top }: Corner,
): { picture: SeenPicture; guess: CodedLabels } {
  const width = Math.min(TRIAL_SIDE, picture.width - left);
  const height = Math.min(TRIAL_SIDE, picture.height - top);
  const { channels } = picture;
  const samples = new Uint8Array(width * height * channels);
  const labels = guess.labels.slice(0, width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * picture.width + left;
    samples.set(picture.samples.subarray(from * channels, (from + width) * channels), y * width * channels);
    labels.set(guess.labels.subarray(from, from + width), y * width);
  }
  return { picture: { width, height, channels, samples }, guess: { ...guess, labels } };
}
