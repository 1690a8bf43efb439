import { createHash } from 'node:crypto';
import type { DatasetChoices } from '../../../shared/contract/dataset-export-schemas.ts';
import { plainDatasetChoices } from '../../../shared/contract/plain-dataset-choices.ts';
import type { ExportRequest } from '../../../shared/contract/export-calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import type { ExportRequest as DatasetExportRequest } from '../../formats/export-request.ts';
import { exporterOf } from '../../formats/format-list.ts';
import { type ChosenMasks, chooseMasks } from '../export/plan-export.ts';
import type { ProjectSession } from '../project-session.ts';

/** Masks that go into a dataset, its classes, and what the format's exporter is asked. */
export interface DatasetExportPlan extends ChosenMasks {
  readonly request: DatasetExportRequest;
}

/** Throws MaskmendError usage for choices of classes that cannot be. */
export async function planDatasetExport(
  session: ProjectSession,
  request: ExportRequest,
  own: ProjectPalette,
): Promise<DatasetExportPlan> {
  const choices = request.dataset ?? plainDatasetChoices;
  const chosen = await chooseMasks(session, request, own);
  const replaced = mergedInto(chosen.replaced, choices);
  const gone = new Set(choices.merges.map(({ slot }) => slot));
  const palette = { ...chosen.palette, classes: chosen.palette.classes.filter(({ slot }) => !gone.has(slot)) };
  const roots = await session.database.roots();
  return {
    ...chosen,
    palette,
    replaced,
    request: {
      format: request.format,
      out: outputPath(request),
      form: { coding: choices.coding, geometry: choices.geometry, objects: choices.objects },
      classes: {
        // Merges and indices are already those of the palette.
        indices: new Map(),
        merges: [],
        dropped: choices.dropped.map((slot) => nameOf(palette, slot)),
        voidAs: choices.voidAs,
        isZeroReduced: choices.isZeroReduced,
      },
      split: choices.split,
      geometry: { resize: choices.resize, tile: choices.tile, turns: choices.turns },
      names: choices.pattern,
      hasPhotos: request.hasPhotos || exporterOf(request.format).needsPhoto === true,
      isOverwriting: request.isOverwriting,
      isDryRun: false,
      sources: roots.map(({ path }) => path),
    },
  };
}

/** Absolute path of the folder or archive that is written. */
export function outputPath({ folder, dataset }: ExportRequest): string {
  if (dataset?.isArchive !== true || /\.zip$/i.test(folder)) return folder;
  return `${folder.replace(/[/\\]+$/, '')}.zip`;
}

/** Names what a job writes aside: the same for the same job of the same project. */
export function resumeKeyOf(session: ProjectSession, job: number): string {
  return `${createHash('sha256').update(session.path).digest('hex').slice(0, 12)}-${job}`;
}

/** Classes that are written as others, to the end of the chain. */
function mergedInto(before: ReadonlyMap<number, number>, { merges }: DatasetChoices): Map<number, number> {
  const next = new Map([...before, ...merges.map(({ slot, into }) => [slot, into] as const)]);
  const end = (slot: number, steps: number): number => {
    const into = next.get(slot);
    if (into === undefined) return slot;
    if (steps > next.size) throw new MaskmendError('usage', 'classes cannot be written as one another in a circle');
    return end(into, steps + 1);
  };
  return new Map([...next.keys()].map((slot) => [slot, end(slot, 0)]));
}

/** Exporters know classes by their names. */
function nameOf({ classes }: Palette, slot: number): string {
  const found = classes.find((entry) => entry.slot === slot);
  if (found === undefined) throw new MaskmendError('usage', 'a class that is to be left out is not there any more');
  const sharing = classes.filter(({ name }) => name === found.name).length;
  if (sharing > 1) {
    throw new MaskmendError('usage', `${sharing} classes are called "${found.name}"`, {
      hint: 'give them different names to leave one of them out',
    });
  }
  return found.name;
}
