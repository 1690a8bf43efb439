import { chartsText } from '../../strings/en/report.ts';
import type { PaletteClass } from '../../../shared/model/palette.ts';
import type { ComparisonScores } from '../../../shared/measure/score-comparison.ts';
import type { MeasureTotals } from '../../../shared/measure/sum-measures.ts';
import { escapeMarkup } from '../report/escape-markup.ts';
import { classNameOf } from './measure-tables.ts';

// Charts as SVG: the bars that the interface shows, on paper or in a document.

const WIDTH_PX = 720;
const ROW_PX = 20;
const HEAD_PX = 34;
const BAR_LEFT_PX = 220;
const BAR_MOST_PX = 380;
/** More would be cut off by their column. */
const MOST_LETTERS = 28;

type ClassOf = (slot: number) => PaletteClass | undefined;

interface Chart {
  readonly title: string;
  readonly bars: readonly { readonly slot: number; readonly value: number; readonly said: string }[];
}

/** What masks hold of every class, a chart for each measure. `what` stands above them. */
export function measureCharts(what: string, { masks, pixels, classes }: MeasureTotals, look: ChartLook): string {
  const chart = (title: string, valueOf: (entry: MeasureTotals['classes'][number]) => number, said = count): Chart => ({
    title,
    bars: classes.map((entry) => ({ slot: entry.slot, value: valueOf(entry), said: said(valueOf(entry)) })),
  });
  const charts = [
    chart(chartsText.share, (entry) => entry.pixels / pixels, percent),
    chart(chartsText.objects, ({ objects }) => objects),
    chart(chartsText.boundary, ({ boundaryEdges }) => boundaryEdges),
    chart(chartsText.tiny(look.tinyBelowPx), ({ tinyObjects }) => tinyObjects),
    ...(masks > 1 ? [chart(chartsText.holding, (entry) => entry.masks)] : []),
  ];
  return drawCharts(what, charts, look.classOf);
}

export interface ChartLook {
  readonly classOf: ClassOf;
  readonly tinyBelowPx: number;
}

/** How well every class agrees: IoU, and Boundary IoU within two pixels. */
export function scoreCharts(what: string, { classes }: ComparisonScores, classOf: ClassOf): string {
  const chart = (
    title: string,
    valueOf: (entry: ComparisonScores['classes'][number]) => number | undefined,
  ): Chart => ({
    title,
    bars: classes.flatMap((entry) => {
      const value = valueOf(entry);
      return value === undefined ? [] : [{ slot: entry.slot, value, said: value.toFixed(5) }];
    }),
  });
  const charts = [
    chart(chartsText.iou, ({ iou }) => iou),
    chart(chartsText.boundaryIou, ({ boundaryIou }) => boundaryIou['2']),
  ];
  return drawCharts(what, charts, classOf);
}

function drawCharts(what: string, charts: readonly Chart[], classOf: ClassOf): string {
  const parts: string[] = [];
  let top = HEAD_PX;
  for (const chart of charts) {
    parts.push(drawChart(chart, top, classOf));
    top += HEAD_PX + chart.bars.length * ROW_PX;
  }
  const title = escapeMarkup(what);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${top + ROW_PX}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="16" y="24" font-size="15" font-weight="bold">${title}</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function drawChart({ title, bars }: Chart, top: number, classOf: ClassOf): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const rows = bars.map(({ slot, value, said }, place) => {
    const y = top + HEAD_PX + place * ROW_PX;
    const length = Math.round((value / most) * BAR_MOST_PX);
    const rgb = classOf(slot)?.rgb;
    return [
      `<rect x="16" y="${y - 11}" width="13" height="13" fill="${rgb === undefined ? 'none' : `rgb(${rgb.join()})`}" stroke="#888"/>`,
      `<text x="38" y="${y}">${escapeMarkup(shortened(classNameOf(slot, classOf)))}</text>`,
      `<rect x="${BAR_LEFT_PX}" y="${y - 10}" width="${length}" height="11" fill="#1c5fc4"/>`,
      `<text x="${WIDTH_PX - 16}" y="${y}" text-anchor="end">${said}</text>`,
    ].join('');
  });
  return [`<text x="16" y="${top + 12}" font-weight="bold">${escapeMarkup(title)}</text>`, ...rows].join('\n');
}

function shortened(name: string): string {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
}

const count = (value: number): string => value.toLocaleString('en-US');
const percent = (value: number): string => `${(100 * value).toFixed(value < 0.01 ? 3 : 1)} %`;
