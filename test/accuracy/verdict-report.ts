import type { VerdictKind } from '../../src/shared/model/verdict.ts';
import { distinct } from './accuracy-tables.ts';
import type { Judgement } from './judge-alterations.ts';
import { markdownTable, percent, ppm } from './markdown.ts';

const introduction = `# Verdicts and fallbacks

Written by \`npm run verdicts\`; do not edit.

Clean masks get a known history: saved once, twice, shifted in between (by 5 and 3 pixels), resized or halved (the mean of
two by two pixels), written by an encoder that does not round, saved as PNG, WebP or AVIF. Of each the page tells what the
verdict says, and how many pixels come out wrong. The truth of a resized mask is the class in the middle of each pixel,
of a halved one the commonest of four: where two classes share a pixel evenly, nobody can know.
`;

/** The page: confusion of verdicts, and wrong pixels per history. */
export function verdictReport(judgements: readonly Judgement[]): string {
  return [
    introduction,
    '## Verdicts of a repair, with the mask’s palette',
    confusionTable(judgements, ({ repaired }) => repaired),
    '## Verdicts of `inspect`, which infers the palette from the file itself',
    confusionTable(judgements, ({ inspected }) => inspected),
    '## Wrong pixels',
    wrongTable(judgements.filter(({ pixels }) => pixels > 0)),
  ].join('\n\n');
}

function confusionTable(judgements: readonly Judgement[], verdictOf: (judgement: Judgement) => VerdictKind): string {
  const kinds = distinct([...judgements.map(({ expected }) => expected), ...judgements.map(verdictOf)]);
  const rows = distinct(judgements.map(({ history }) => history)).map((history) => {
    const own = judgements.filter((judgement) => judgement.history === history);
    const right = own.filter((judgement) => verdictOf(judgement) === judgement.expected).length;
    const counts = kinds.map((kind) => own.filter((judgement) => verdictOf(judgement) === kind).length);
    return [
      history,
      own[0].expected,
      ...counts.map((count) => (count === 0 ? '' : String(count))),
      percent(right, own.length),
    ];
  });
  const right = judgements.filter((judgement) => verdictOf(judgement) === judgement.expected).length;
  const table = markdownTable(['history', 'expected', ...kinds, 'right'], rows);
  return `${table}\n\nAll: ${percent(right, judgements.length)} of ${judgements.length} right.`;
}

function wrongTable(judgements: readonly Judgement[]): string {
  const rows = distinct(judgements.map(({ history }) => history)).map((history) => {
    const own = judgements.filter((judgement) => judgement.history === history);
    const sum = (field: 'pixels' | 'wrong' | 'wrongNearest' | 'certain' | 'wrongCertain' | 'seconds') =>
      own.reduce((total, judgement) => total + judgement[field], 0);
    const exact = own.filter(({ wrong }) => wrong === 0).length;
    const worse = own.filter(({ wrong, wrongNearest }) => wrong > wrongNearest + 2).length;
    return [
      history,
      ppm(sum('wrongNearest'), sum('pixels')),
      `${ppm(sum('wrong'), sum('pixels'))} [${exact}]`,
      String(worse),
      percent(sum('certain'), sum('pixels')),
      ppm(sum('wrongCertain'), sum('pixels')),
      ((sum('seconds') / sum('pixels')) * 1e6).toFixed(2),
    ];
  });
  const header = [
    'history',
    'nearest colour, wrong ppm',
    'Maskmend, wrong ppm [masks exact]',
    'masks worse than nearest',
    'certain',
    'wrong and certain, ppm',
    's/Mpx',
  ];
  return markdownTable(header, rows);
}
