import { findGrids, type Grid } from './find-grid.ts';
import { findQualities } from './find-qualities.ts';
import type { ChromaRatio, JpegFrame } from './jpeg-frame.ts';
import type { CodedLabels } from './encode-labels.ts';
import { JpegRecovery } from './jpeg-recovery.ts';
import { cutPicture, cutRows, type PictureArea, type SeenPicture } from './seen-picture.ts';

/** The parts of the picture, those with most detail, on which frames are tried, in pixels: multiples of every MCU's size. */
const GLANCE_SIDE = 48;
const TRIAL_SIDE = 96;
const GLANCE_ROUNDS = 1;
const TRIAL_ROUNDS = 6;
const GLANCED_QUALITIES = 5;
const TRIED_FRAMES = 3;
/** Tables are told by luma; where colours were cut off at 0 and 255 it does not tell, and the most used are tried too. */
const USUAL_QUALITIES = [
  75, 90, 95, 80, 85, 92, 70, 50, 60, 94, 98, 97, 96, 93, 91, 89, 88, 87, 86, 82, 78, 65, 55, 40, 30,
];
/** Share of pixels that come right at a glance, below which the tables are not among those that luma tells. */
const GLANCED_SHARE = 0.7;
/** With the right frame two of three pixels and more come right, with another a few to a half, if its tables are fine. */
const LEAST_SHARE = 0.45;
const SURE_SHARE = 0.95;

type Reduction = Omit<JpegFrame, 'quality'>;

const smooth = (x: ChromaRatio['x'], y: ChromaRatio['y']): Reduction => ({ ratio: { x, y }, isSmooth: true });
const plain = (x: ChromaRatio['x'], y: ChromaRatio['y']): Reduction => ({ ratio: { x, y }, isSmooth: false });

/** How chroma may have been reduced, and brought back, by the cells that detail keeps to; the most usual first. */
function reductionsIn({ wide, high }: Grid): readonly Reduction[] {
  if (wide === 8) return [smooth(1, 1), plain(2, 2), plain(2, 1)];
  return high === 8 ? [smooth(2, 1), plain(2, 1)] : [smooth(2, 2), plain(2, 2), smooth(1, 2)];
}

/** A frame with where its first MCU begins. */
export interface PlacedFrame {
  readonly frame: JpegFrame;
  readonly area: PictureArea;
}

interface Trial extends PlacedFrame {
  readonly share: number;
}

/**
 * The frame of the JPEG that a picture was decoded from: the one under which most of a part of it, which has much
 * detail, comes out pixel by pixel. Undefined where none does: it was no JPEG, not one with libjpeg's tables, or what was
 * decoded was altered.
 */
export function findFrame(
  picture: SeenPicture,
  guess: CodedLabels,
  shouldStop: () => boolean,
): PlacedFrame | undefined {
  let best: Trial | undefined;
  for (const placed of findGrids(picture).flatMap((grid) => placesOf(grid, picture))) {
    const found = tryGrid(picture, guess, { ...placed, shouldStop });
    if (found !== undefined && found.share > (best?.share ?? LEAST_SHARE)) best = found;
    if (best !== undefined && best.share >= SURE_SHARE) break;
  }
  return best;
}

interface Place {
  readonly grid: Grid;
  readonly area: PictureArea;
}

/** Where the first MCU of a grid may begin: small cells may be of MCUs that are larger. */
function placesOf(grid: Grid, { width, height, channels }: SeenPicture): Place[] {
  const { wide, left, top } = grid;
  const isWhole = left === 0 && top === 0;
  const steps = wide === 16 || channels === 1 || isWhole ? [0] : [0, 8];
  return steps
    .flatMap((y) => steps.map((x) => ({ left: left + x, top: top + y })))
    .map((corner) => ({ grid, area: { ...corner, width: width - corner.left, height: height - corner.top } }));
}

type Tried = Place & { readonly shouldStop: () => boolean };

function tryGrid(picture: SeenPicture, guess: CodedLabels, { grid, area, shouldStop }: Tried): Trial | undefined {
  const own = cutGuess(picture, guess, area);
  const glanced = cutDetail(own, GLANCE_SIDE);
  const tried = cutDetail(own, TRIAL_SIDE);
  const possible = picture.channels === 1 ? [smooth(1, 1)] : reductionsIn(grid);
  const glance = (qualities: readonly number[], ways: readonly Reduction[]): Trial[] =>
    ways
      .flatMap((way) => qualities.map((quality) => ({ quality, ...way })))
      .map((frame) => ({ frame, area, share: shareOf(glanced, frame, { rounds: GLANCE_ROUNDS, shouldStop }) }));
  const trials = glance(findQualities(own.picture, own.guess).slice(0, GLANCED_QUALITIES), possible);
  if (mostShown(trials, 1).every(({ share }) => share < GLANCED_SHARE)) {
    trials.push(...glance(USUAL_QUALITIES, possible.slice(0, 1)));
  }
  let best: Trial | undefined;
  for (const { frame } of mostShown(trials, TRIED_FRAMES)) {
    const share = shareOf(tried, frame, { rounds: TRIAL_ROUNDS, shouldStop });
    if (share > (best?.share ?? 0)) best = { frame, area, share };
    if (share >= SURE_SHARE) break;
  }
  return best;
}

/** The share of pixels that come right under a frame. */
function shareOf(
  { picture, guess }: Guessed,
  frame: JpegFrame,
  effort: { readonly rounds: number; readonly shouldStop: () => boolean },
): number {
  const recovery = new JpegRecovery(picture, frame);
  recovery.tryLabels({ guess, ...effort });
  return recovery.shareOfPixels();
}

function mostShown(trials: readonly Trial[], count: number): Trial[] {
  return trials.toSorted((a, b) => b.share - a.share).slice(0, count);
}

/** A picture with labels of its pixels. */
export interface Guessed {
  readonly picture: SeenPicture;
  readonly guess: CodedLabels;
}

export function cutGuess(picture: SeenPicture, guess: CodedLabels, area: PictureArea): Guessed {
  if (area.width === picture.width && area.height === picture.height) return { picture, guess };
  const labels = cutRows(guess.labels, picture.width, area);
  return { picture: cutPicture(picture, area), guess: { ...guess, labels } };
}

/** Of a picture's parts of some size the one in which most neighbouring pixels differ. */
function cutDetail({ picture, guess }: Guessed, side: number): Guessed {
  const wide = Math.ceil(picture.width / side);
  const counts = new Uint32Array(wide * Math.ceil(picture.height / side));
  const { width, height, channels, samples } = picture;
  for (let y = 0; y < height; y++) {
    const line = Math.floor(y / side) * wide;
    for (let x = 1; x < width; x++) {
      const at = (y * width + x) * channels;
      if (samples[at] !== samples[at - channels]) counts[line + Math.floor(x / side)]++;
    }
  }
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b)));
  const left = (most % wide) * side;
  const top = Math.floor(most / wide) * side;
  return cutGuess(picture, guess, {
    left,
    top,
    width: Math.min(side, width - left),
    height: Math.min(side, height - top),
  });
}
