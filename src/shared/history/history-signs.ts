import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { estimateQuality } from '../jpeg/ijg-quality.ts';
import { type ColourSaving, type Part, savedLuma } from './colour-saving.ts';
import { findWinningGrid, type WinningGrid } from './grid-contest.ts';
import { LumaField } from './luma-field.ts';
import { type GridOffset, LumaSaving } from './luma-saving.ts';
import { BlockMiss, type OpenBlock, findOpenBlocks } from './open-blocks.ts';

/**
 * What the luma of a file that labels do not reproduce tells about its history. A supposition explains a block where it
 * leaves less than `LEFT_SHARE` of the distance between labels and file. All of it is found on a few dozen blocks.
 */
export interface HistorySigns {
  /** Blocks that were looked at. */
  readonly blocks: number;
  /** Shares, 0..1, of blocks that are explained by an earlier JPEG on the same grid, and on another. */
  readonly twice: number;
  readonly shifted: number;
  /** The same for a blur of the mask. */
  readonly blurred: number;
  /** Share of edge MCUs, 0..1, that mozjpeg may have made of the labels; 0 where nobody asked. */
  readonly trellis: number;
  /** Mean distance, in units of the unquantised coefficient. */
  readonly distance: number;
  /** Of all grids the one on which an earlier JPEG explains most. */
  readonly grid: WinningGrid;
}

const SAMPLED_BLOCKS = 24;
/** Which of the grids explains most shows in blocks that none explains well: so many of them. */
const CONTESTED_BLOCKS = 96;
const LEFT_SHARE = 0.4;
/** A supposition that explains so much needs no closer look. */
const CLEAR_SHARE = 0.3;
const LOWEST_QUALITY = 20;
const HIGHEST_QUALITY = 98;
/** Grids are searched with a few qualities: near ones leave nearly the same. */
const SHIFT_QUALITIES = [50, 75, 90];
/** With colours followed: those that are tried on every grid, and the others on the one that explains most. */
const FIRST_COLOUR_QUALITIES = [50, 75, 90];
const COLOUR_QUALITIES = [60, 70, 80, 85, 92, 95];
/** No saving as JPEG leaves labels so far off: nothing is to be found by a closer look. */
const FAR_DISTANCE = 8;
/** Grids that are looked at more closely. */
const CLOSE_OFFSETS = 2;
const BLURS = [0.15, 0.3, 0.6, 1];
/** Side of the part in which colours are followed too. */
const PART_SIDE = 128;

/** Gathers the signs; labels must be nearly right. Takes up to a second, however large the file. */
export function gatherSigns(model: ForwardModel, labels: Labels): HistorySigns {
  return new SignGathering(model, labels).gather();
}

interface Found {
  readonly share: number;
  readonly offset: GridOffset;
}

/** Where colours are followed. */
interface Where {
  readonly part: Part;
  readonly blocks: readonly OpenBlock[];
}

const ALIGNED: GridOffset = { x: 0, y: 0 };

class SignGathering {
  private readonly model: ForwardModel;
  private readonly labels: Labels;
  private readonly field: LumaField;
  private readonly saving: LumaSaving;
  private readonly miss: BlockMiss;
  private readonly blocks: readonly OpenBlock[];
  private readonly contested: readonly OpenBlock[];
  private readonly samples = new Float64Array(64);

  constructor(model: ForwardModel, labels: Labels) {
    this.model = model;
    this.labels = labels;
    this.field = new LumaField(model, labels);
    this.saving = new LumaSaving(this.field, model.image.width);
    this.miss = new BlockMiss(model);
    this.contested = findOpenBlocks(model, labels, CONTESTED_BLOCKS);
    this.blocks = evenly(this.contested, SAMPLED_BLOCKS);
  }

  gather(): HistorySigns {
    const { blocks } = this;
    const distance = blocks.reduce((sum, { miss }) => sum + miss, 0) / Math.max(1, blocks.length);
    const grid = findWinningGrid(this.contested, {
      saving: this.saving,
      miss: this.miss,
      quality: ownQuality(this.model),
    });
    const signs = { blocks: blocks.length, distance, blurred: this.findBlur(), trellis: 0, grid };
    const twice = this.findTwice();
    const shifts = this.findShifts();
    const best = shifts[0]?.share ?? 0;
    const isPlain = this.model.image.colourModel !== 'ycbcr' || twice >= CLEAR_SHARE || best >= CLEAR_SHARE;
    if (isPlain || distance > FAR_DISTANCE) {
      return { ...signs, twice, shifted: best };
    }
    return { ...signs, ...this.lookCloser(twice, shifts[0].share, likelyGrids(grid.order, shifts)) };
  }

  private explained(writeSamples: (block: OpenBlock) => void, blocks = this.blocks): number {
    const count = blocks.filter((block) => {
      writeSamples(block);
      return this.miss.of(this.samples, block.block) < LEFT_SHARE * block.miss;
    }).length;
    return count / Math.max(1, blocks.length);
  }

  private findTwice(): number {
    let most = 0;
    for (let quality = LOWEST_QUALITY; quality <= HIGHEST_QUALITY; quality++) {
      most = Math.max(most, this.explainedBySaving(quality, ALIGNED));
    }
    return most;
  }

  private explainedBySaving(quality: number, offset: GridOffset): number {
    return this.explained((block) => {
      this.saving.save({ quality, offset }, block, this.samples);
    });
  }

  /** Grids other than the file's, those that explain most first. */
  private findShifts(): Found[] {
    const found = Array.from({ length: 63 }, (_, at): Found => {
      const offset = { x: (at + 1) & 7, y: (at + 1) >> 3 };
      return { offset, share: Math.max(...SHIFT_QUALITIES.map((quality) => this.explainedBySaving(quality, offset))) };
    });
    return found.toSorted((a, b) => b.share - a.share);
  }

  private findBlur(): number {
    const soft = new Float64Array(64);
    const shares = BLURS.map((amount) =>
      this.explained(({ left, top }) => {
        this.field.block(left, top, this.samples);
        this.field.softBlock(left, top, soft);
        for (let at = 0; at < 64; at++) this.samples[at] += amount * (soft[at] - this.samples[at]);
      }),
    );
    return Math.max(...shares);
  }

  /** Follows an earlier saving through its colours, in one part of the picture. */
  private lookCloser(twice: number, shifted: number, grids: readonly GridOffset[]): { twice: number; shifted: number } {
    const part = this.densestPart();
    const blocks = findOpenBlocks(this.model, this.labels, Infinity).filter((block) => isInside(block, part));
    const where = { part, blocks };
    const offsets = grids.flatMap(({ x, y }) => [
      { x, y },
      { x: x + 8, y },
      { x, y: y + 8 },
      { x: x + 8, y: y + 8 },
    ]);
    return {
      twice: Math.max(twice, this.explainedInColour(where, [ALIGNED])),
      shifted: Math.max(shifted, this.explainedInColour(where, offsets)),
    };
  }

  /** The largest share that a saving on one of the grids explains. */
  private explainedInColour(where: Where, offsets: readonly GridOffset[]): number {
    const firsts = offsets.map((offset) =>
      this.explainedByQualities(where, { offset, qualities: FIRST_COLOUR_QUALITIES }),
    );
    const first = Math.max(...firsts);
    const offset = offsets[firsts.indexOf(first)];
    return Math.max(first, this.explainedByQualities(where, { offset, qualities: COLOUR_QUALITIES }));
  }

  private explainedByQualities(
    { part, blocks }: Where,
    { offset, qualities }: { readonly offset: GridOffset; readonly qualities: readonly number[] },
  ): number {
    const ratio = this.chromaRatio();
    const shares = qualities.map((quality) => {
      const saving: ColourSaving = { quality, ratio, offset };
      const luma = savedLuma(this.model, this.labels, { saving, part, blocks });
      const wide = part.right - part.left;
      return this.explained(({ left, top }) => {
        const first = (top - part.top) * wide + left - part.left;
        for (let at = 0; at < 64; at++) this.samples[at] = luma[first + (at >> 3) * wide + (at & 7)];
      }, blocks);
    });
    return Math.max(...shares);
  }

  /** Earlier savings are mostly by the same program, with the same reduction of chroma. */
  private chromaRatio(): ColourSaving['ratio'] {
    const { cellWidth, cellHeight } = this.model;
    return { x: cellWidth === 2 ? 2 : 1, y: cellHeight === 2 ? 2 : 1 };
  }

  private densestPart(): Part {
    const { width, height } = this.model.image;
    const counts = new Map<number, number>();
    const wide = Math.ceil(width / PART_SIDE);
    for (const { left, top } of findOpenBlocks(this.model, this.labels, Infinity)) {
      const key = Math.floor(top / PART_SIDE) * wide + Math.floor(left / PART_SIDE);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const [key] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0];
    const left = (key % wide) * PART_SIDE;
    const top = Math.floor(key / wide) * PART_SIDE;
    return { left, top, right: Math.min(left + PART_SIDE, width), bottom: Math.min(top + PART_SIDE, height) };
  }
}

/** Those that are worth a closer look: of grids other than the file's own, the contest's first, else the first found. */
function likelyGrids(order: readonly GridOffset[], shifts: readonly Found[]): readonly GridOffset[] {
  const others = order.filter(({ x, y }) => x !== 0 || y !== 0);
  return (others.length > 0 ? others : shifts.map(({ offset }) => offset)).slice(0, CLOSE_OFFSETS);
}

function ownQuality({ image }: ForwardModel): number {
  return estimateQuality(image.components.map(({ quantisation }) => quantisation)).quality;
}

function evenly(blocks: readonly OpenBlock[], count: number): OpenBlock[] {
  const step = Math.max(1, blocks.length / count);
  return Array.from({ length: Math.min(blocks.length, count) }, (_, at) => blocks[Math.floor(at * step)]);
}

function isInside({ left, top }: OpenBlock, part: Part): boolean {
  return left >= part.left && top >= part.top && left + 8 <= part.right && top + 8 <= part.bottom;
}
