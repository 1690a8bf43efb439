// npm run accuracy: measures the repair and the usual methods on masks whose truth is known; writes docs/accuracy.md.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { accuracyReport } from './accuracy-report.ts';
import { baselines } from './baselines.ts';
import { paletteChoices } from './choose-palette.ts';
import { subsamplings } from './damage-mask.ts';
import { openDataFolder } from './open-data.ts';
import { repair } from './repair-method.ts';
import { runAccuracy } from './run-accuracy.ts';
import { writePage } from './write-page.ts';

const usage = `usage: npm run accuracy -- [options]
  --quick                one mask of each data set, qualities 90 and 75
  --others               all masks of each data set but the four that are measured else
  --datasets a,b         only these data sets
  --palette own,...      ${paletteChoices.join(', ')}; default own
  --qualities 95,...     default 95,90,75,50
  --subsamplings 4:4:4,...  ${subsamplings.join(', ')}; default 4:4:4,4:2:0
  --separate-only        leave out masks with colours nearer than 24
  --out FILE             default docs/accuracy.md
`;

/** Masks of each data set. */
const MEASURED = 4;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    others: { type: 'boolean', default: false },
    datasets: { type: 'string' },
    palette: { type: 'string', default: 'own' },
    qualities: { type: 'string' },
    subsamplings: { type: 'string', default: '4:4:4,4:2:0' },
    'separate-only': { type: 'boolean', default: false },
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/accuracy.md', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await writeReport();

async function writeReport(): Promise<void> {
  const dataFolder = openDataFolder();
  if (dataFolder === undefined)
    process.stderr.write('no real masks found (MASKMEND_DATA): measuring the sample only\n');
  const qualities = (values.qualities ?? (values.quick ? '90,75' : '95,90,75,50')).split(',').map(Number);
  const results = await runAccuracy({
    dataFolder,
    datasets: values.datasets?.split(','),
    masksPerDataset: values.others ? Infinity : values.quick ? 1 : MEASURED,
    passedOver: values.others ? MEASURED : 0,
    damages: chosen(values.subsamplings, subsamplings).flatMap((subsampling) =>
      qualities.map((quality) => ({ quality, subsampling })),
    ),
    methods: [...baselines, repair],
    palettes: chosen(values.palette, paletteChoices),
    measuresClose: !values['separate-only'],
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  await writePage(values.out, accuracyReport(results, values.others ? 'all but the first four' : 'the first four'));
  process.stderr.write(`written: ${values.out}\n`);
}

function chosen<T extends string>(list: string, known: readonly T[]): T[] {
  return list.split(',').map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new RangeError(`${name} is not one of ${known.join(', ')}`);
    return found;
  });
}
