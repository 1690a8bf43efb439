import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Raster } from '../mask/raster.ts';
import type { Rgb } from '../model/palette.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { cutGuess, findFrame, type Guessed, type PlacedFrame } from './find-frame.ts';
import type { CodedLabels } from './encode-labels.ts';
import type { JpegFrame } from './jpeg-frame.ts';
import { JpegRecovery, type RecoveredJpeg } from './jpeg-recovery.ts';
import type { PictureArea } from './seen-picture.ts';
import { type SeenPicture, seePicture } from './seen-picture.ts';

/**
 * With a smaller share of proven MCUs the picture is not treated as a JPEG. The finest tables prove by chance up to 0.55
 * of the MCUs of soft pictures that were none, coarser ones hardly any.
 */
const PROVEN_SHARE = 0.25;
const FINE_QUALITY = 90;
const PROVEN_SHARE_FINE = 0.4;
const FINEST_QUALITY = 95;
const PROVEN_SHARE_FINEST = 0.65;
/** Less detail proves nothing: a few MCUs may come right by chance. */
const LEAST_PROVEN = 4;
/** Where fewer are proven by the first labels, no better ones are looked for. */
const WORTH_SHARE = 0.1;
const ROUNDS = 12;

/** What a picture shows, as near as is known: labels of its pixels and the colours of the classes in it. */
export interface ColouredLabels {
  readonly labels: Labels;
  readonly colours: readonly Rgb[];
}

/**
 * The JPEG that a lossless picture, or the part of it from the first whole MCU on, was decoded from; undefined where
 * there was none. The proof is that coefficients decode to the picture: see `isProven`, once all labels were tried.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function findDecodedJpeg(
  raster: Raster,
  labelled: ColouredLabels,
  shouldStop: () => boolean,
): DecodedJpeg | undefined {
  const picture = seePicture(raster);
  if (picture === undefined) return undefined;
  const guess = codedFor(labelled, picture);
  const placed = findFrame(picture, guess, shouldStop);
  if (placed === undefined) return undefined;
  const jpeg = new DecodedJpeg(placed, cutGuess(picture, guess, placed.area), shouldStop);
  return jpeg.share >= WORTH_SHARE ? jpeg : undefined;
}

function leastShare(quality: number): number {
  if (quality >= FINEST_QUALITY) return PROVEN_SHARE_FINEST;
  return quality >= FINE_QUALITY ? PROVEN_SHARE_FINE : PROVEN_SHARE;
}

function codedFor({ labels, colours }: ColouredLabels, { channels }: SeenPicture): CodedLabels {
  const triples = colours.map(rgbToYcbcr);
  const codes = Array.from({ length: channels }, (_, index) => Uint8Array.from(triples, (triple) => triple[index]));
  return { labels, codes };
}

/** A JPEG as far as it could be had back from what it was decoded to. */
export class DecodedJpeg {
  readonly frame: JpegFrame;
  /** The part of the picture that it covers. */
  readonly area: PictureArea;
  private readonly picture: SeenPicture;
  private readonly recovery: JpegRecovery;
  private readonly shouldStop: () => boolean;
  private current: RecoveredJpeg;

  constructor({ frame, area }: PlacedFrame, { picture, guess }: Guessed, shouldStop: () => boolean) {
    this.frame = frame;
    this.area = area;
    this.picture = picture;
    this.shouldStop = shouldStop;
    this.recovery = new JpegRecovery(picture, frame);
    this.recovery.tryLabels({ guess, rounds: ROUNDS, shouldStop });
    this.current = this.recovery.result();
  }

  get recovered(): RecoveredJpeg {
    return this.current;
  }

  /** Share of the MCUs with detail that are proven. */
  get share(): number {
    return this.current.provenDetailed / Math.max(1, this.current.detailed);
  }

  /** How far the picture lies from what labels of the part decode to, in levels, by MCU. */
  missesOf(labels: ColouredLabels): Float64Array {
    return new JpegRecovery(this.picture, this.frame).missesOf(codedFor(labels, this.picture));
  }

  /** Whether enough of it decodes to the picture that it was this JPEG. */
  get isProven(): boolean {
    const least = leastShare(this.frame.quality);
    return this.current.provenDetailed >= Math.max(LEAST_PROVEN, least * this.current.detailed);
  }

  /**
   * Tries labels of the part that are better than the pixels' own, `certified` those MCUs that they reproduce; whether
   * more is proven by them.
   */
  improve({ certified, ...labels }: ColouredLabels & { readonly certified: Uint8Array }): boolean {
    const before = this.current.provenDetailed;
    const { shouldStop } = this;
    const guess = codedFor(labels, this.picture);
    this.recovery.preferLabels(
      guess,
      certified.map((value) => 1 - value),
    );
    this.recovery.tryLabels({ guess, rounds: ROUNDS, shouldStop });
    this.current = this.recovery.result();
    return this.current.provenDetailed > before;
  }
}
