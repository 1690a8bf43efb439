import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { sniffFormat } from '../../src/main/codec/file-format.ts';
import { pictureReaders } from '../../src/main/codec/picture-readers.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { VerdictKind } from '../../src/shared/model/verdict.ts';
import { assessContent } from '../../src/shared/repair/assess-content.ts';
import type { MaskContent } from '../../src/shared/repair/mask-content.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import type { Alteration } from './alterations.ts';
import { filesOfType } from './open-data.ts';
import { placeOfNearest, plainDistance } from './label-by-distance.ts';
import { isOnBoundary } from './score.ts';
import { paletteOf, type TruthMask } from './truth-mask.ts';

/** What became of one mask with one history. */
export interface Judgement {
  readonly history: string;
  readonly expected: VerdictKind;
  readonly mask: string;
  /** The verdict with the mask's palette, and that of `inspect`, which infers one from the file. */
  readonly repaired: VerdictKind;
  readonly inspected: VerdictKind;
  readonly pixels: number;
  readonly boundary: number;
  readonly wrong: number;
  readonly wrongNearest: number;
  readonly certain: number;
  readonly wrongCertain: number;
  readonly seconds: number;
}

export async function judgeAlteration(alteration: Alteration, mask: TruthMask): Promise<Judgement> {
  const { truth, file } = await alteration.apply(mask);
  const content = await readContent(file);
  const palette = paletteOf(truth.colours);
  const started = process.cpuUsage().user;
  const repair = repairMask(content, { palette });
  const seconds = (process.cpuUsage().user - started) / 1e6;
  const { labels } = repair.labelMap;
  const isWrong = (pixel: number) => labels[pixel] !== truth.labels[pixel];
  const isCertain = (pixel: number) => repair.confidence[pixel] === 255;
  const count = (isCounted: (pixel: number) => boolean) =>
    truth.labels.reduce((sum, _, pixel) => sum + (isCounted(pixel) ? 1 : 0), 0);
  return {
    history: alteration.name,
    expected: alteration.verdict,
    mask: `${truth.dataset} ${truth.name}`,
    repaired: repair.verdict.kind,
    inspected: assessContent(content).verdict.kind,
    pixels: truth.labels.length,
    boundary: count((pixel) => isOnBoundary(truth, pixel)),
    wrong: count(isWrong),
    wrongNearest: await countWrongNearest(truth, file),
    certain: count(isCertain),
    wrongCertain: count((pixel) => isWrong(pixel) && isCertain(pixel)),
    seconds,
  };
}

async function readContent(file: Uint8Array): Promise<MaskContent> {
  const { content } = await pictureReaders[sniffFormat(file)].read(file, defaultReadLimits);
  return content;
}

async function countWrongNearest({ labels, colours }: TruthMask, file: Uint8Array): Promise<number> {
  const pixels = await sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer();
  const known = new Map<number, number>();
  let wrong = 0;
  labels.forEach((label, pixel) => {
    const [red, green, blue] = pixels.subarray(pixel * 3, pixel * 3 + 3);
    const colour = (red << 16) | (green << 8) | blue;
    const place = known.get(colour) ?? placeOfNearest([red, green, blue], colours, plainDistance);
    known.set(colour, place);
    if (place !== label) wrong++;
  });
  return wrong;
}

/** The verdict of `inspect` on photographs, saved as they are and once more at quality 75. */
export async function judgePhotos(folders: readonly string[], countPerFolder: number): Promise<Judgement[]> {
  const paths = folders.flatMap((folder) =>
    filesOfPhotos(folder)
      .slice(0, countPerFolder)
      .map((name) => join(folder, name)),
  );
  return Promise.all(paths.map(judgePhoto));
}

function filesOfPhotos(folder: string): string[] {
  return ['.jpg', '.png'].flatMap((extension) => filesOfType(folder, extension));
}

async function judgePhoto(path: string): Promise<Judgement> {
  const { kind } = assessContent(await readContent(readFileSync(path))).verdict;
  const counts = { pixels: 0, boundary: 0, wrong: 0, wrongNearest: 0, certain: 0, wrongCertain: 0, seconds: 0 };
  return { history: 'photograph', expected: 'not-a-mask', mask: path, repaired: kind, inspected: kind, ...counts };
}

/** Folders of photographs among the real masks. */
export function photoFolders(dataFolder: string): string[] {
  const home = join(dataFolder, 'clean');
  return readdirSync(home)
    .filter((dataset) => readdirSync(join(home, dataset)).includes('photos'))
    .map((dataset) => join(home, dataset, 'photos'));
}
