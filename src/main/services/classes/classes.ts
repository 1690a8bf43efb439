import { basename } from 'node:path';
import { readFile } from '../../file-system.ts';
import { editClasses } from '../../../shared/classes/edit-classes.ts';
import { keepKnownClasses, takeOverClasses } from '../../../shared/classes/match-classes.ts';
import type { PaletteChange, PalettePreset } from '../../../shared/contract/class-calls.ts';
import type { Affected, ClassEdit } from '../../../shared/contract/class-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ActLabel } from '../../../shared/model/act-label.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { type ProjectPalette, shownPalette } from '../../../shared/model/project-palette.ts';
import {
  formatPaletteFile,
  paletteFileFormats,
  type PaletteFileFormat,
  parsePaletteFile,
} from '../../../shared/palette/palette-files.ts';
import { isNothing } from '../../../shared/palette/second-look.ts';
import { presetNames } from '../../../shared/model/preset-name.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import { engineVersion } from '../../../shared/versions.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import type { MaskEvidence } from '../../db/tables/inspections-table.ts';
import { sourcePath } from '../../db/lists/source-path.ts';
import { namedByLists } from './lists-beside.ts';
import { describePalette } from './describe-palette.ts';
import { loadPalette } from './load-palette.ts';
import { objectPalette } from '../repair/object-plans.ts';
import { checkNewFile } from '../new-file.ts';
import { noPalette } from '../repair/project-repair-job.ts';
import type { ProjectSession } from '../project-session.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { lookAgain } from './settle-colours.ts';

/** Makes a palette the project's as one act, and tells what that means. */
async function change(
  session: ProjectSession,
  { revision, palette, label }: { revision: number; palette: ProjectPalette; label: ActLabel },
): Promise<PaletteChange> {
  const affected = await session.database.changePalette({ revision, palette, label });
  await session.touchPalette();
  return { palette: await describePalette(session), affected };
}

/** The palette that the masks show; throws conflict where the classes changed meanwhile, invalid-palette where none do. */
export async function inferClasses(session: ProjectSession, revision: number): Promise<PaletteChange> {
  const masks = await session.database.evidenceTexts(engineVersion);
  if (masks.length === 0) {
    const wanted = objectPalette(await session.database.ownSources());
    if (wanted.classes.length > 0)
      return takeOver(session, { revision, wanted, label: { kind: 'add-object-classes' } });
    throw new MaskmendError('invalid-palette', 'no mask has been read yet', {
      hint: 'add masks, or wait for the import',
    });
  }
  const pool = await session.viewPool();
  const evidence = masks.map((mask) => mask.evidence);
  const inferred = await pool.run('findPalette', { evidence }, session.stop);
  const sources = inferred.telling.map((place) => sourceOf(masks[place]));
  const seen = await lookAgain({ inferred, sources }, session.share(), { pool, signal: neverAborted });
  const { palette: shown } = isNothing(seen)
    ? inferred
    : await pool.run('findPalette', { evidence, seen }, session.stop);
  // Indices of a project stay what they are: people see and change them.
  const found = await namedByLists(shown, masks.map(sourceOf), {
    hasOwnIndices: true,
    limits: session.share().limits,
  });
  const { palette: before, nextSlot } = await session.database.paletteSnapshot();
  const palette = keepKnownClasses(found, before, nextSlot);
  return change(session, { revision, palette, label: { kind: 'find-classes' } });
}

/** What a person waits for is not stopped. */
const neverAborted = new AbortController().signal;

function sourceOf({ root, path }: MaskEvidence): SourceFile {
  return { root, relativePath: path, path: sourcePath(root, path) };
}

export function listPresets(): PalettePreset[] {
  return presetNames.map((name) => ({ name, classes: presetPalette(name).classes.length }));
}

export async function applyPreset(session: ProjectSession, revision: number, preset: string): Promise<PaletteChange> {
  const name = presetNames.find((candidate) => candidate === preset);
  if (name === undefined) throw new MaskmendError('usage', `there is no preset "${preset}"`);
  return takeOver(session, {
    revision,
    wanted: presetPalette(name),
    label: { kind: 'take-preset', preset: name },
  });
}

export async function importClasses(
  session: ProjectSession,
  revision: number,
  file: { readonly path: string } | { readonly name: string; readonly text: string },
): Promise<PaletteChange> {
  const wanted =
    'path' in file ? await loadPalette(file.path, session.share().limits) : parsePaletteFile(file.name, file.text);
  const name = 'path' in file ? basename(file.path) : file.name;
  return takeOver(session, { revision, wanted, label: { kind: 'take-classes', from: name } });
}

async function takeOver(
  session: ProjectSession,
  { revision, wanted, label }: { revision: number; wanted: Palette; label: ActLabel },
): Promise<PaletteChange> {
  const { palette: before, nextSlot } = await session.database.paletteSnapshot();
  return change(session, { revision, palette: takeOverClasses(wanted, before, nextSlot), label });
}

export async function exportClasses(
  session: ProjectSession,
  { format, path, isOverwriting }: { format: string; path?: string | undefined; isOverwriting: boolean },
): Promise<{ name: string; text: string; path?: string }> {
  const known = paletteFileFormats.find((candidate): candidate is PaletteFileFormat => candidate === format);
  if (known === undefined) throw new MaskmendError('usage', `there is no format "${format}" for classes`);
  const palette = await session.database.projectPalette();
  if (palette === undefined) throw noPalette();
  const text = formatPaletteFile(shownPalette(palette), known);
  if (path === undefined) return { name: known, text };
  await checkNewFile(path, isOverwriting);
  await writeFileAside(path, text);
  return { name: basename(path), text: await readFile(path, 'utf8'), path };
}

export async function editProjectClasses(
  session: ProjectSession,
  revision: number,
  edit: ClassEdit,
): Promise<PaletteChange> {
  return change(session, { revision, ...(await edited(session, edit)) });
}

export async function previewEdit(session: ProjectSession, edit: ClassEdit): Promise<Affected> {
  return session.database.previewPalette((await edited(session, edit)).palette);
}

async function edited(session: ProjectSession, edit: ClassEdit) {
  const { palette, nextSlot } = await session.database.paletteSnapshot();
  return editClasses(palette ?? emptyPalette, edit, nextSlot);
}

/** Classes can be added by hand before there are any. */
const emptyPalette: ProjectPalette = { coding: 'colour', source: 'made by hand', classes: [], merged: [] };
