import type { OutputFormat } from '../codec/png/encode-label-map.ts';
import type { OutputFile } from '../db/tables/outputs-table.ts';
import type { FileFacts } from '../../shared/model/file-facts.ts';
import type { Palette } from '../../shared/model/palette.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { ownPalette } from '../../shared/objects/own-palette.ts';
import { isObject, type ObjectMeaning } from '../../shared/objects/place-objects.ts';
import type { SeenObjects } from '../../shared/objects/recognise-objects.ts';
import type { MaskContent } from '../../shared/repair/mask-content.ts';
import type { MaskRepair } from '../../shared/repair/mask-repair.ts';
import type { ShouldStop } from '../../shared/should-stop.ts';
import { toTiles } from '../db/labels/mask-tiles.ts';
import { thumbnailOfLabels } from './label-thumbnail.ts';
import type { KeptObjects, OwnValues } from './own-values.ts';
import { type ObjectRepair, type RepairBy, splitValues, withWarnings } from './repair-objects.ts';
import { upright, writeOutputs } from './write-repair.ts';

interface OwnTask {
  readonly objects: SeenObjects;
  /** What the project's classes make of it, where it keeps the labels. */
  readonly keeps: ObjectMeaning | undefined;
  readonly output: string;
  readonly confidence: string | undefined;
  readonly shouldStop: ShouldStop;
  readonly repair: RepairBy;
}

interface OwnRepair {
  readonly status: 'repaired' | 'skipped';
  readonly verdict: Verdict;
  readonly mask: MaskRepair;
  readonly outputs: readonly OutputFile[];
  readonly own: OwnValues;
  readonly kept: KeptObjects | undefined;
}

/** A mask that names objects is repaired and written with the values of its own. Throws what ownPalette throws. */
export async function repairOwn(
  { content, facts }: { readonly content: MaskContent; readonly facts: FileFacts },
  { objects, keeps, output, confidence, repair, shouldStop }: OwnTask,
): Promise<OwnRepair> {
  const values = ownPalette(content, objects, { channels: facts.channels, shouldStop });
  const { palette, ids } = values;
  const mask = withWarnings(repair(content, palette, { isOfFile: true }), values);
  const isMask = mask.verdict.kind !== 'not-a-mask';
  const task = { palette, format: ownFormat(palette, facts), output, confidence };
  const named = mask.classes.filter(({ slot }) => isObject(ids.get(slot) ?? 0, objects)).length;
  return {
    status: isMask ? 'repaired' : 'skipped',
    verdict: mask.verdict,
    mask,
    outputs: isMask ? await writeOutputs(upright(mask, facts.orientation), task) : [],
    kept: isMask && keeps !== undefined ? keptOf(splitValues(mask, values, keeps)) : undefined,
    own: { values: mask.classes.length, objects: named, evidence: objects.evidence },
  };
}

function keptOf({ mask, objects }: ObjectRepair): KeptObjects {
  return { classes: mask.classes, tiles: toTiles(mask), objects, thumbnail: thumbnailOfLabels(mask.labelMap) };
}

/** As the file has it: what reads the mask knows objects by these values. */
function ownFormat({ coding }: Palette, { channels }: FileFacts): OutputFormat {
  if (channels === 'indexed') return 'indexed';
  return coding === 'colour' || channels === 'rgb' || channels === 'rgba' ? 'rgb' : 'grey';
}
