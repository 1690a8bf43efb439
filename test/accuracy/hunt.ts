// npm run hunt: draws masks of many kinds with palettes that are hard to tell apart, gives them every history, and lists
// the pixels that come out wrong although they are called certain.
import { parseArgs } from 'node:util';
import { jpegAlterations, rasterAlterations } from './alterations.ts';
import { type DrawnKind, drawnKinds, type DrawnPalette, drawnPalettes, drawTruth } from './drawn-truth.ts';
import { judgeAlteration, type Judgement } from './judge-alterations.ts';

const usage = `usage: npm run hunt -- [options]
  --seed N          random numbers of the masks; default 1
  --kinds RE        only kinds of masks whose name matches: ${Object.keys(drawnKinds).join(', ')}
  --palettes RE     only palettes whose name matches: ${Object.keys(drawnPalettes).join(', ')}
  --histories RE    only histories whose name matches, such as 'once'
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kinds: { type: 'string', default: '' },
    palettes: { type: 'string', default: '' },
    histories: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await hunt();

async function hunt(): Promise<void> {
  const masks = namesOf(drawnKinds, values.kinds).flatMap((kind: DrawnKind) =>
    namesOf(drawnPalettes, values.palettes).map((palette: DrawnPalette) =>
      drawTruth(kind, palette, { seed: Number(values.seed) }),
    ),
  );
  for (const alteration of [...jpegAlterations, ...rasterAlterations]) {
    if (!new RegExp(values.histories).test(alteration.name)) continue;
    const found: Judgement[] = [];
    for (const mask of masks) found.push(await judgeAlteration(alteration, mask));
    process.stdout.write(`${alteration.name}: ${summary(found)}\n`);
    for (const one of found.filter(({ wrongCertain }) => wrongCertain > 0)) {
      process.stdout.write(`  ${one.mask}: ${summary([one])}\n`);
    }
  }
}

function namesOf<T extends string>(table: Readonly<Record<T, unknown>>, pattern: string): T[] {
  return (Object.keys(table) as T[]).filter((name) => new RegExp(pattern).test(name));
}

function summary(list: readonly Judgement[]): string {
  const sum = (field: 'pixels' | 'wrong' | 'wrongNearest' | 'wrongCertain' | 'certain') =>
    list.reduce((total, one) => total + one[field], 0);
  const ppm = (count: number) => ((count / sum('pixels')) * 1e6).toFixed(1);
  return (
    `wrong ${ppm(sum('wrong'))} ppm (nearest colour ${ppm(sum('wrongNearest'))}), ` +
    `wrong and certain ${ppm(sum('wrongCertain'))} ppm, certain ${((sum('certain') / sum('pixels')) * 100).toFixed(2)} %`
  );
}
