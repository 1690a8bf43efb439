import { join, posix } from 'node:path';
import type { ExportRequest } from '../../../shared/contract/export-calls.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { mergedSlots, type ProjectPalette, shownPalette } from '../../../shared/model/project-palette.ts';
import type { ExportCandidate } from '../../db/operations/export-operations.ts';
import { nameOutputs } from '../repair/plan-outputs.ts';
import type { ProjectSession } from '../project-session.ts';

/** One mask to be exported, and where to. */
export interface PlannedExport {
  readonly candidate: ExportCandidate;
  /** Absolute paths. */
  readonly output: string;
  readonly confidence: string | undefined;
  /** Of its objects; undefined where none is wanted, or the mask tells none apart. */
  readonly objects: string | undefined;
  readonly photo: string | undefined;
}

/** What becomes of the masks that a request names. */
export interface ChosenMasks {
  readonly taken: readonly ExportCandidate[];
  /** Masks that are left out, by the reason. */
  readonly leftOut: ReadonlyMap<LeftOutReason, readonly ExportCandidate[]>;
  readonly palette: Palette;
  /** Slots that are written as others: merged ones, and void where it is to be a class. */
  readonly replaced: ReadonlyMap<number, number>;
}

/** An export as pictures. */
export interface ExportPlan extends ChosenMasks {
  readonly planned: readonly PlannedExport[];
}

export type LeftOutReason = 'not-repaired' | 'rejected' | 'undecided' | 'not-certified' | 'failed' | 'not-a-mask';

/** Names of the folders inside the one that is exported into. */
export const exportFolders = {
  masks: 'masks',
  confidence: 'confidence',
  objects: 'objects',
  photos: 'photos',
} as const;

/** Decides which masks are exported, with which classes. */
export async function chooseMasks(
  { database }: ProjectSession,
  request: ExportRequest,
  own: ProjectPalette,
): Promise<ChosenMasks> {
  const candidates = await database.exportCandidates(request.selection);
  const byReason = Map.groupBy(candidates, (candidate) => reasonToLeaveOut(candidate, request) ?? 'taken');
  const taken = byReason.get('taken') ?? [];
  byReason.delete('taken');
  // 'taken' was the only other key.
  const leftOut = byReason as Map<LeftOutReason, ExportCandidate[]>;
  return { taken, leftOut, palette: exportPalette(own, request), replaced: replacements(own, request) };
}

/** Names the masks that are exported as pictures. */
export async function planExport(
  session: ProjectSession,
  request: ExportRequest,
  own: ProjectPalette,
): Promise<ExportPlan> {
  const chosen = await chooseMasks(session, request, own);
  return { ...chosen, planned: nameAll(chosen.taken, request) };
}

function reasonToLeaveOut(
  { status, decision, isCertified }: ExportCandidate,
  { undecided }: ExportRequest,
): LeftOutReason | undefined {
  if (status === 'failed') return 'failed';
  if (status === 'skipped') return 'not-a-mask';
  if (status === 'new' || status === 'inspected') return 'not-repaired';
  if (decision === 'rejected') return 'rejected';
  if (decision === 'accepted' || undecided === 'all') return undefined;
  if (undecided === 'none') return 'undecided';
  return isCertified ? undefined : 'not-certified';
}

function nameAll(candidates: readonly ExportCandidate[], request: ExportRequest): PlannedExport[] {
  const names = nameOutputs(candidates.map((candidate) => renamed(candidate, request)));
  const photoNames = namePhotos(candidates, names);
  const { folder } = request;
  return candidates.map((candidate, place) => ({
    candidate,
    output: join(folder, exportFolders.masks, names[place]),
    confidence: request.hasConfidenceMaps ? join(folder, exportFolders.confidence, names[place]) : undefined,
    objects:
      request.hasObjectMaps === true && candidate.highestObject !== null
        ? join(folder, exportFolders.objects, names[place])
        : undefined,
    photo: request.hasPhotos ? photoNames[place] && join(folder, exportFolders.photos, photoNames[place]) : undefined,
  }));
}

/** The source as it would have to be called to get the wanted name. */
function renamed({ path, root, relativePath }: ExportCandidate, { names, suffix }: ExportRequest) {
  const place = names === 'flat' ? posix.basename(relativePath) : relativePath;
  const { dir, name, ext } = posix.parse(place);
  return { path, root, relativePath: posix.join(dir, `${name}${suffix}${ext}`) };
}

/** A photo is called like its mask, with the ending that it has. */
function namePhotos(candidates: readonly ExportCandidate[], names: readonly string[]): (string | undefined)[] {
  return candidates.map(({ photoPath }, place) => {
    if (photoPath === undefined) return undefined;
    return names[place].replace(/\.png$/, posix.extname(photoPath).toLowerCase());
  });
}

function exportPalette(own: ProjectPalette, { indices }: ExportRequest): Palette {
  const wanted = new Map(indices.map(({ slot, index }) => [slot, index]));
  const palette = shownPalette(own);
  const classes = palette.classes.map((entry) => ({ ...entry, index: wanted.get(entry.slot) ?? entry.index }));
  return { ...palette, classes };
}

function replacements(own: ProjectPalette, { voidAs }: ExportRequest): Map<number, number> {
  const replaced = new Map(mergedSlots(own));
  if (voidAs === undefined) return replaced;
  const voids = own.classes.filter(({ role, slot }) => role === 'void' && slot !== voidAs).map(({ slot }) => slot);
  for (const slot of voids) replaced.set(slot, voidAs);
  for (const [slot, into] of replaced) if (voids.includes(into)) replaced.set(slot, voidAs);
  return replaced;
}
