import { dirname } from 'node:path';
import { access, constants, stat, statfs } from '../../file-system.ts';
import type { ExportRequest, PreflightFinding } from '../../../shared/contract/export-calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { codingOf, type MapCoding } from '../../../shared/objects/map-values.ts';
import { countWithNoun } from '../../../shared/words.ts';
import { readEarlierResults } from '../repair/earlier-results.ts';
import { outputPath } from '../datasets/dataset-export-plan.ts';
import { previewDatasetExport } from '../datasets/dataset-preflight.ts';
import { exportCoding, type ExportKind, exportKind } from './export-formats.ts';
import { checkExistingFiles, checkResultFolder } from '../repair/output-safety.ts';
import { type ChosenMasks, chooseMasks, type ExportPlan, type LeftOutReason, planExport } from './plan-export.ts';
import { missingFiles } from './missing-files.ts';
import { finding } from './preflight-findings.ts';
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

const REASONS = {
  'not-repaired': { severity: 'warning', text: 'not repaired yet: left out' },
  rejected: { severity: 'note', text: 'rejected: left out' },
  undecided: { severity: 'note', text: 'not accepted by a person: left out' },
  'not-certified': { severity: 'note', text: 'neither accepted nor certified: left out' },
  failed: { severity: 'warning', text: 'could not be read or repaired: left out' },
  'not-a-mask': { severity: 'note', text: 'not a mask: left out' },
} as const satisfies Record<LeftOutReason, Pick<PreflightFinding, 'severity' | 'text'>>;

function leftOutFindings({ taken, leftOut }: ChosenMasks): PreflightFinding[] {
  const found = [...leftOut].map(([kind, candidates]) => {
    const { severity, text } = REASONS[kind];
    const paths = candidates.map(({ relativePath }) => relativePath);
    return finding({ severity, kind, text: `${countWithNoun(paths.length, 'file')} ${text}` }, paths);
  });
  if (taken.length > 0) return found;
  return [finding({ severity: 'error', kind: 'nothing', text: 'No mask is left to export' }), ...found];
}

function stateFindings({ taken }: ChosenMasks): PreflightFinding[] {
  const stale = taken.filter(({ status }) => status === 'stale').map(({ relativePath }) => relativePath);
  const flagged = taken.filter(({ decision }) => decision === 'flagged').map(({ relativePath }) => relativePath);
  return [
    ...(stale.length > 0
      ? [
          finding(
            {
              severity: 'warning',
              kind: 'stale',
              text: `${countWithNoun(stale.length, 'mask')} repaired with other classes, or changed since: repair again first`,
            },
            stale,
          ),
        ]
      : []),
    ...(flagged.length > 0
      ? [
          finding(
            {
              severity: 'warning',
              kind: 'flagged',
              text: `${countWithNoun(flagged.length, 'mask')} flagged for another look`,
            },
            flagged,
          ),
        ]
      : []),
  ];
}

/** Files that are gone from the disk: masks go out as the project has them, photos cannot. */
async function missingFindings({ taken }: ChosenMasks, wantsPhotos: boolean): Promise<PreflightFinding[]> {
  const onDisk = taken.filter(({ isDrawn }) => !isDrawn);
  const photos = wantsPhotos ? taken.flatMap(({ photoPath }) => (photoPath === undefined ? [] : [photoPath])) : [];
  const missing = await missingFiles([...onDisk.map(({ path }) => path), ...photos]);
  const masks = onDisk.filter(({ path }) => missing.has(path)).map(({ relativePath }) => relativePath);
  const lost = [...new Set(photos.filter((path) => missing.has(path)))];
  const maskText = `${countWithNoun(masks.length, 'mask')} missing on disk: written as the project has them`;
  const photoText = `${countWithNoun(lost.length, 'photo')} missing on disk: cannot be written`;
  return [
    ...(masks.length > 0 ? [finding({ severity: 'warning', kind: 'missing', text: maskText }, masks)] : []),
    ...(lost.length > 0 ? [finding({ severity: 'warning', kind: 'photo-missing', text: photoText }, lost)] : []),
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
    const text = `"${high[0].name}" has index ${high[0].index}; an indexed PNG ends at ${MAX_INDEXED}. Choose grey PNG.`;
    found.push(finding({ severity: 'error', kind: 'index-too-high', text }));
  }
  const sameIndex = [...Map.groupBy(classes, ({ index }) => index).values()].filter((group) => group.length > 1);
  for (const group of coding === 'rgb' ? [] : sameIndex) {
    const text = `${group.map(({ name }) => `"${name}"`).join(' and ')} are written as one index, ${group[0].index}`;
    found.push(finding({ severity: 'warning', kind: 'same-index', text }));
  }
  const background = classes.find(({ role }) => role === 'background');
  if (coding !== 'rgb' && background !== undefined && background.index !== 0) {
    const text = `Background is written as ${background.index}; many tools take 0 for background`;
    found.push(finding({ severity: 'warning', kind: 'background-not-first', text }));
  }
  if (request.voidAs !== undefined && !palette.classes.some(({ slot }) => slot === request.voidAs)) {
    found.push(
      finding({ severity: 'error', kind: 'void-class', text: 'The class that void is to become is not there' }),
    );
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
  const masks = countWithNoun(telling.length, 'mask');
  if (hasObjectMaps !== true) {
    const text = `${masks} told objects apart; pictures of masks hold classes. "Maps of objects" writes their numbers beside them; COCO, Cityscapes and others hold both.`;
    return telling.length === 0 ? [] : [finding({ severity: 'note', kind: 'objects-left-out', text }, paths)];
  }
  const without = taken.length - telling.length;
  const written = `${mapWords[codingOf(taken, hasNumbersOfFiles)]}, for ${masks}`;
  const text = without === 0 ? written : `${written}; ${countWithNoun(without, 'mask')} without objects get none`;
  return [finding({ severity: telling.length === 0 ? 'warning' : 'note', kind: 'object-maps', text })];
}

const mapWords: Readonly<Record<MapCoding, string>> = {
  grey8: 'Numbers of objects, 0 for none, are written as grey levels of 8 bits',
  grey16: 'Numbers of objects, 0 for none, are written as grey levels of 16 bits',
  rgb: 'Objects are written in the colours of their files, black for none',
};

function photoFindings({ taken }: ChosenMasks): PreflightFinding[] {
  const lone = taken.filter(({ photoPath }) => photoPath === undefined).map(({ relativePath }) => relativePath);
  if (lone.length === 0) return [];
  const text = `${countWithNoun(lone.length, 'mask')} without a photo`;
  return [finding({ severity: 'warning', kind: 'no-photo', text }, lone)];
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
    return [finding({ severity: 'error', kind: 'not-writable', text: `You may not write into ${writable}` })];
  }
}

async function roomFindings({ taken }: ChosenMasks, { folder }: ExportRequest): Promise<PreflightFinding[]> {
  const disk = await statfs(await nearestFolder(folder)).catch(() => undefined);
  if (disk === undefined) return [];
  const needed = taken.reduce((sum, { pixels }) => sum + pixels * BYTES_PER_PIXEL, 0);
  const free = disk.bavail * disk.bsize;
  if (free > needed) return [];
  const text = `The disk has ${megabytes(free)} left; the export takes about ${megabytes(needed)}`;
  return [finding({ severity: 'warning', kind: 'disk-space', text })];
}

async function asFinding(kind: string, check: () => Promise<void>): Promise<PreflightFinding[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    const place = error.path === undefined ? '' : `${error.path}: `;
    return [finding({ severity: 'error', kind, text: `${place}${error.message}` })];
  }
}

async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  const parent = dirname(path);
  return found !== undefined || parent === path ? path : nearestFolder(parent);
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2).toLocaleString('en-US')} MB`;
}
