// npm run verdicts: measures what is said of a file's history, and the repair of altered files; writes docs/verdicts.md.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { jpegAlterations, rasterAlterations } from './alterations.ts';
import { judgeAlteration, judgePhotos, photoFolders, type Judgement } from './judge-alterations.ts';
import { openDataFolder } from './open-data.ts';
import { cropTruth } from './resample.ts';
import { readSampleTruth } from './sample-truth.ts';
import { selectMasks } from './select-masks.ts';
import type { TruthMask } from './truth-mask.ts';
import { verdictReport } from './verdict-report.ts';
import { writePage } from './write-page.ts';

const usage = `usage: npm run verdicts -- [options]
  --masks N         masks of each data set; default 2
  --side N          masks are cut to the middle N x N pixels; default 256
  --datasets a,b    only these data sets
  --histories RE    only histories whose name matches
  --out FILE        default docs/verdicts.md
`;

const { values } = parseArgs({
  options: {
    masks: { type: 'string', default: '2' },
    side: { type: 'string', default: '256' },
    datasets: { type: 'string' },
    histories: { type: 'string', default: '' },
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/verdicts.md', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await writeReport();

async function writeReport(): Promise<void> {
  const dataFolder = openDataFolder();
  if (dataFolder === undefined) process.stderr.write('no real masks found (MASKMEND_DATA): the sample only\n');
  const masks = readMasks(dataFolder);
  const wanted = new RegExp(values.histories);
  const judgements: Judgement[] = [];
  for (const alteration of [...jpegAlterations, ...rasterAlterations]) {
    if (!wanted.test(alteration.name)) continue;
    process.stderr.write(`${alteration.name}\n`);
    for (const mask of masks) judgements.push(await judgeAlteration(alteration, mask));
  }
  if (wanted.test('photograph')) judgements.push(...(await judgePhotos(foldersOfPhotos(dataFolder), 3)));
  await writePage(values.out, verdictReport(judgements));
}

function readMasks(dataFolder: string | undefined): TruthMask[] {
  const datasets = values.datasets?.split(',');
  const selection = { datasets, masksPerDataset: Number(values.masks) };
  const real = dataFolder === undefined ? [] : selectMasks(dataFolder, selection).separate;
  return [...(datasets === undefined ? readSampleTruth().slice(0, 4) : []), ...real]
    .map(middleOf)
    .filter(({ labels }) => new Set(labels).size > 1);
}

function middleOf(truth: TruthMask): TruthMask {
  const side = Number(values.side);
  const middle = (size: number) => Math.max(0, (size - side) >> 1) & ~15;
  return cropTruth(truth, { x: middle(truth.width), y: middle(truth.height), width: side, height: side });
}

function foldersOfPhotos(dataFolder: string | undefined): string[] {
  const sample = fileURLToPath(new URL('../../assets/sample/', import.meta.url));
  return [join(sample, 'photos'), ...(dataFolder === undefined ? [] : photoFolders(dataFolder))];
}
