import { createHash } from 'node:crypto';
import { encodeConfidence, encodeLabelMap, type OutputFormat } from '../codec/png/encode-label-map.ts';
import { writeFileAsideAtOnce } from '../codec/write-file.ts';
import type { OutputFile } from '../db/tables/outputs-table.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';
import { orientPixels } from '../../shared/mask/orient-pixels.ts';
import type { Palette } from '../../shared/model/palette.ts';
import type { MaskRepair } from '../../shared/repair/mask-repair.ts';

interface OutputTask {
  readonly palette: Palette;
  readonly format: OutputFormat;
  /** Absolute path of the repaired mask. */
  readonly output: string;
  /** Absolute path of the confidence map, where one is wanted. */
  readonly confidence: string | undefined;
}

interface UprightMask {
  readonly labelMap: LabelMap;
  readonly confidence: Uint8Array;
}

/** Results are exported upright; inside, everything is in coded pixels. */
export function upright(
  { labelMap: { width, height, labels }, confidence }: MaskRepair,
  orientation: number,
): UprightMask {
  const turned = orientPixels({ width, height, values: labels }, orientation);
  return {
    labelMap: { width: turned.width, height: turned.height, labels: turned.values },
    confidence: orientPixels({ width, height, values: confidence }, orientation).values,
  };
}

/** Writes a mask, and where it is wanted its map of certainty. Throws what writing throws. */
export async function writeOutputs(mask: UprightMask, task: OutputTask): Promise<OutputFile[]> {
  const labels = encodeLabelMap(mask.labelMap, task.palette, task.format);
  const written = [await writeOutput(task.output, labels, task.format)];
  if (task.confidence !== undefined) {
    written.push(await writeOutput(task.confidence, encodeConfidence(mask.confidence, mask.labelMap), 'confidence'));
  }
  return written;
}

async function writeOutput(path: string, bytes: Uint8Array, format: OutputFile['format']): Promise<OutputFile> {
  await writeFileAsideAtOnce(path, bytes);
  return { path, format, sha256: createHash('sha256').update(bytes).digest('hex') };
}
