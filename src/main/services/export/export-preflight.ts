import { dirname } from 'node:path';
import { access, constants, stat, statfs } from '../../file-system.ts';
import type { ExportRequest } from '../../../shared/contract/export-calls.ts';
import type { PreflightFinding } from '../../../shared/contract/preflight-finding.ts';
import { MaskmendError, toErrorData } from '../../../shared/errors.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { codingOf } from '../../../shared/objects/map-values.ts';
import { readEarlierResults } from '../repair/earlier-results.ts';
import { outputPath } from '../datasets/dataset-export-plan.ts';
import { previewDatasetExport } from '../datasets/dataset-preflight.ts';
import { exportCoding, type ExportKind, exportKind } from './export-formats.ts';
import { checkExistingFiles, checkResultFolder } from '../repair/output-safety.ts';
import { type ChosenMasks, chooseMasks, type ExportPlan, type LeftOutReason, planExport } from './plan-export.ts';
import { missingFiles } from './missing-files.ts';
import { finding, findingOf } from './preflight-findings.ts';
import { posixRelative } from '../posix-path.ts';
import { noPalette } from '../repair/project-repair-job.ts';
import type { ProjectSession } from '../project-session.ts';

const SHOWN_NAMES = 8;
const MAX_INDEXED = 255;
/** A PNG of a mask takes about this share of its pixels, at most; measured on 26 Mpx of real masks: 0.02 to 0.06. */
const BYTES_PER_PIXEL = 0.1;

export interface Preflight {
  readonly findings: PreflightFinding[];
  readonly files: number;
  readonly names: string[];
  readonly canStart: boolean;
}

/** What would go wrong, or be lost, without writing anything. */
export async function checkExport(session: ProjectSession, request: ExportRequest): Promise<Preflight> {
  const palette = await session.database.projectPalette();
  if (palette === undefined) throw noPalette();
  const isDataset = exportKind(request.format).kind === 'dataset';
  return isDataset ? checkDataset(session, request, palette) : checkPictures(session, request, palette);
}

async function checkPictures(
  session: ProjectSession,
  request: ExportRequest,
  palette: ProjectPalette,
): Promise<Preflight> {
  const plan = await planExport(session, request, palette);
  const findings = [
    ...leftOutFindings(plan),
    ...stateFindings(plan),
    ...(await missingFindings(plan, request.hasPhotos)),
    ...paletteFindings(plan, { request, palette }),
    ...objectFindings(plan, request),
    ...(request.hasPhotos ? photoFindings(plan) : []),
    ...(await folderFindings(session, plan, request)),
  ];
  const names = plan.planned.slice(0, SHOWN_NAMES).map(({ output }) => posixRelative(request.folder, output));
  return conclude(plan, { findings, names });
}

async function checkDataset(
  session: ProjectSession,
  request: ExportRequest,
  palette: ProjectPalette,
): Promise<Preflight> {
  const { findings, names, plan } = await previewDatasetExport(session, request, palette);
  const chosen = plan ?? (await chooseMasks(session, request, palette));
  const { exporter } = exportKind(request.format) as Extract<ExportKind, { kind: 'dataset' }>;
  const wantsPhotos = request.hasPhotos || exporter.needsPhoto === true;
  const all = [
    ...leftOutFindings(chosen),
    ...stateFindings(chosen),
    ...(await missingFindings(chosen, wantsPhotos)),
    ...findings,
    ...(wantsPhotos ? photoFindings(chosen) : []),
    ...(await writableFindings(outputPath(request))),
    ...(await roomFindings(chosen, request)),
  ];
  return conclude(chosen, { findings: all, names: names.slice(0, SHOWN_NAMES) });
}

function conclude({ taken }: ChosenMasks, told: Pick<Preflight, 'findings' | 'names'>): Preflight {
  const canStart = taken.length > 0 && told.findings.every(({ severity }) => severity !== 'error');
  return { ...told, files: taken.length, canStart };
}

const severities = {
  'not-repaired': 'warning',
  rejected: 'note',
  undecided: 'note',
  'not-certified': 'note',
  failed: 'warning',
  'not-a-mask': 'note',
} as const satisfies Record<LeftOutReason, PreflightFinding['severity']>;

function leftOutFindings({ taken, leftOut }: ChosenMasks): PreflightFinding[] {
  const found = [...leftOut].map(([kind, candidates]) => {
    const paths = candidates.map(({ relativePath }) => relativePath);
    return finding({ severity: severities[kind], kind }, paths);
  });
  return taken.length > 0 ? found : [finding({ severity: 'error', kind: 'nothing' }), ...found];
}

function stateFindings({ taken }: ChosenMasks): PreflightFinding[] {
  const stale = taken.filter(({ status }) => status === 'stale').map(({ relativePath }) => relativePath);
  const flagged = taken.filter(({ decision }) => decision === 'flagged').map(({ relativePath }) => relativePath);
  return [
    ...findingOf({ severity: 'warning', kind: 'stale' }, stale),
    ...findingOf({ severity: 'warning', kind: 'flagged' }, flagged),
  ];
}

/** Files that are gone from the disk: masks go out as the project has them, photos cannot. */
async function missingFindings({ taken }: ChosenMasks, wantsPhotos: boolean): Promise<PreflightFinding[]> {
  const onDisk = taken.filter(({ isDrawn }) => !isDrawn);
  const photos = wantsPhotos ? taken.flatMap(({ photoPath }) => (photoPath === undefined ? [] : [photoPath])) : [];
  const missing = await missingFiles([...onDisk.map(({ path }) => path), ...photos]);
  const masks = onDisk.filter(({ path }) => missing.has(path)).map(({ relativePath }) => relativePath);
  const lost = [...new Set(photos.filter((path) => missing.has(path)))];
  return [
    ...findingOf({ severity: 'warning', kind: 'missing' }, masks),
    ...findingOf({ severity: 'warning', kind: 'photo-missing' }, lost),
  ];
}

function paletteFindings(
  plan: ExportPlan,
  { request, palette }: { request: ExportRequest; palette: ProjectPalette },
): PreflightFinding[] {
  const { classes } = plan.palette;
  const found: PreflightFinding[] = [];
  const coding = exportCoding(request.format);
  const high = classes.filter(({ index }) => index > MAX_INDEXED);
  if (coding === 'indexed' && high.length > 0) {
    const { name, index } = high[0];
    found.push(finding({ severity: 'error', kind: 'index-too-high', class: name, index, highest: MAX_INDEXED }));
  }
  const sameIndex = [...Map.groupBy(classes, ({ index }) => index).values()].filter((group) => group.length > 1);
  for (const group of coding === 'rgb' ? [] : sameIndex) {
    const names = group.map(({ name }) => name);
    found.push(finding({ severity: 'warning', kind: 'same-index', classes: names, index: group[0].index }));
  }
  const background = classes.find(({ role }) => role === 'background');
  if (coding !== 'rgb' && background !== undefined && background.index !== 0) {
    found.push(finding({ severity: 'warning', kind: 'background-not-first', index: background.index }));
  }
  if (request.voidAs !== undefined && !palette.classes.some(({ slot }) => slot === request.voidAs)) {
    found.push(finding({ severity: 'error', kind: 'void-class' }));
  }
  return found;
}

/** What becomes of objects where masks are written as pictures of classes. */
function objectFindings(
  { taken }: ExportPlan,
  { hasObjectMaps, hasNumbersOfFiles = false }: ExportRequest,
): PreflightFinding[] {
  const telling = taken.filter(({ highestObject }) => highestObject !== null);
  const paths = telling.map(({ relativePath }) => relativePath);
  if (hasObjectMaps !== true) return findingOf({ severity: 'note', kind: 'objects-left-out' }, paths);
  const masks = telling.length;
  const severity = masks === 0 ? 'warning' : 'note';
  const coding = codingOf(taken, hasNumbersOfFiles);
  return [finding({ severity, kind: 'object-maps', coding, masks, without: taken.length - masks })];
}

function photoFindings({ taken }: ChosenMasks): PreflightFinding[] {
  const lone = taken.filter(({ photoPath }) => photoPath === undefined).map(({ relativePath }) => relativePath);
  return findingOf({ severity: 'warning', kind: 'no-photo' }, lone);
}

async function folderFindings(
  session: ProjectSession,
  plan: ExportPlan,
  request: ExportRequest,
): Promise<PreflightFinding[]> {
  const checks = [checkPlace, checkOverwriting];
  const results = await Promise.all(checks.map((check) => check(session, plan.planned, request)));
  return [...results.flat(), ...(await roomFindings(plan, request))];
}

type FolderCheck = (
  session: ProjectSession,
  planned: ExportPlan['planned'],
  request: ExportRequest,
) => Promise<PreflightFinding[]>;

const checkPlace: FolderCheck = async ({ database }, _, { folder }) => {
  const unwritable = await writableFindings(folder);
  if (unwritable.length > 0) return unwritable;
  const roots = await database.roots();
  const scan = {
    files: [],
    problems: [],
    givenFolders: roots.map(({ path }) => path),
    foldersOfGivenFiles: [],
    ignoredFiles: 0,
    resultFolders: 0,
  };
  const isOurs = (await readEarlierResults(folder)) !== undefined;
  return asFinding('place', () => checkResultFolder({ path: folder, isOurs }, scan));
};

const checkOverwriting: FolderCheck = async ({ database }, planned, { folder, isOverwriting }) => {
  const earlier = await readEarlierResults(folder);
  const sources = await database.sourceIds({ kind: 'filter', filter: { role: 'mask' } });
  const paths = (await database.sourcesOf(sources)).map(({ path }) => path);
  const outputs = planned.flatMap(({ output, confidence, objects, photo }) =>
    [output, confidence, objects, photo].filter((path) => path !== undefined),
  );
  const rules = { sources: paths, ours: earlier?.files ?? new Set<string>(), isOverwriting };
  return asFinding('exists', () => checkExistingFiles(outputs, rules));
};

async function writableFindings(path: string): Promise<PreflightFinding[]> {
  const writable = await nearestFolder(path);
  try {
    await access(writable, constants.W_OK);
    return [];
  } catch {
    return [finding({ severity: 'error', kind: 'not-writable', folder: writable })];
  }
}

async function roomFindings({ taken }: ChosenMasks, { folder }: ExportRequest): Promise<PreflightFinding[]> {
  const disk = await statfs(await nearestFolder(folder)).catch(() => undefined);
  if (disk === undefined) return [];
  const needed = taken.reduce((sum, { pixels }) => sum + pixels * BYTES_PER_PIXEL, 0);
  const free = disk.bavail * disk.bsize;
  if (free > needed) return [];
  return [finding({ severity: 'warning', kind: 'disk-space', freeBytes: free, neededBytes: Math.ceil(needed) })];
}

async function asFinding(kind: 'place' | 'exists', check: () => Promise<void>): Promise<PreflightFinding[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    return [finding({ severity: 'error', kind, error: toErrorData(error) })];
  }
}

async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  const parent = dirname(path);
  return found !== undefined || parent === path ? path : nearestFolder(parent);
}
