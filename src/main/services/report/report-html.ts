import { reportText as text } from '../../strings/en/report.ts';
import type { EdgeCut } from '../../workers/draw-cut.ts';
import { escapeMarkup } from './escape-markup.ts';
import { needsLook } from './report-file.ts';
import { REPORT_STYLE } from './report-style.ts';
import type { Report, ReportFile } from './report.ts';

/** A cut of one mask, before and after. */
export interface ShownCut extends EdgeCut {
  /** Absolute path of the source. */
  readonly source: string;
}

/** The report as one page that needs nothing else: no script, no network, pictures inside. */
export function htmlReport(report: Report, cuts: readonly ShownCut[]): string {
  const bySource = new Map(cuts.map((cut) => [nameUnder(report, cut.source), cut]));
  const shown = report.files.flatMap((file) => {
    const cut = bySource.get(file.source);
    return cut === undefined ? [] : [section(file, cut)];
  });
  return `<!doctype html>
<html lang="${text.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${text.title}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header><h1>${text.title}</h1><p>${summaryLine(report)}</p></header>
<main>
${totals(report)}
${paletteTable(report)}
${shown.length === 0 ? '' : `<section><h2>${text.beforeAndAfter}</h2><p>${shown.length < report.files.length ? text.someCuts(shown.length) : text.cuts}</p><div class="cuts">${shown.join('\n')}</div></section>`}
${fileTable(report)}
</main>
<footer>${escapeMarkup(text.engine(report.program, report.engine.version, report.engine.preset))} ${text.certifiedMeans}</footer>
</body>
</html>
`;
}

function summaryLine({ totals: sums, outputFolder, isComplete }: Report): string {
  const state = isComplete ? '' : ` <strong>${text.notFinished}</strong>`;
  return `${text.masksIn(sums.repaired)} <code>${escapeMarkup(outputFolder)}</code>.${state}`;
}

function totals({ totals: sums, files }: Report): string {
  const before = files.reduce((most, file) => Math.max(most, file.coloursBefore ?? 0), 0);
  const after = files.reduce((most, file) => Math.max(most, file.classes ?? 0), 0);
  const share = sums.edgeBlocks === 0 ? '–' : text.share(((100 * sums.certifiedBlocks) / sums.edgeBlocks).toFixed(1));
  const entries: readonly (readonly [string, string])[] = [
    [text.totals.masks, count(sums.repaired)],
    [text.totals.needLook, count(sums.needLook)],
    [text.totals.failed, count(sums.failed)],
    [text.totals.changed, count(sums.changedPixels)],
    [text.totals.uncertain, count(sums.uncertainPixels)],
    [text.totals.certified, share],
    [text.totals.coloursBefore, before === 0 ? '–' : count(before)],
    [text.totals.classesNow, count(after)],
  ];
  const cells = entries.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return `<section><h2>${text.inShort}</h2><dl class="totals">${cells.join('')}</dl></section>`;
}

function paletteTable({ palette, paletteSource, paletteWarnings }: Report): string {
  const rows = palette.map(
    ({ name, index, rgb, role }) =>
      `<tr><td><span class="swatch" style="background:rgb(${rgb.join()})"></span>${escapeMarkup(name)}</td><td class="number">${index}</td><td><code>${hex(rgb)}</code></td><td>${role}</td></tr>`,
  );
  const columns = text.classColumns;
  const warnings = paletteWarnings.map((warning) => `<li>${escapeMarkup(warning)}</li>`).join('');
  return `<section><h2>${text.classes}</h2><p>${escapeMarkup(text.from(paletteSource))}</p>${warnings === '' ? '' : `<ul class="warnings">${warnings}</ul>`}
<table><thead><tr><th>${columns.name}</th><th class="number">${columns.index}</th><th>${columns.colour}</th><th>${columns.role}</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function section(file: ReportFile, cut: ShownCut): string {
  const place = text.place(cut.width, cut.height, cut.x, cut.y);
  return `<figure><figcaption><b>${escapeMarkup(file.source)}</b><br>${escapeMarkup(file.verdictText ?? '')}. ${certificate(file)}</figcaption>
<div><img alt="${text.beforePicture(cut.coloursBefore)}" src="${dataUrl(cut.before)}"><p>${text.before(cut.coloursBefore)}</p></div>
<div><img alt="${text.afterPicture(cut.coloursAfter)}" src="${dataUrl(cut.after)}"><p>${text.now(cut.coloursAfter)}</p></div><p class="place">${place}</p></figure>`;
}

function certificate(file: ReportFile): string {
  const { paintedPixels = 0 } = file;
  const repair = certificateOfRepair(file);
  if (paintedPixels === 0) return repair;
  return `<strong>${text.painted(paintedPixels)}</strong> ${text.repairBefore} ${repair}`;
}

function certificateOfRepair({ certifiedBlocks, edgeBlocks, uncertainPixels }: ReportFile): string {
  const certainty = text.certainty(uncertainPixels);
  if (edgeBlocks === null || edgeBlocks === 0) return `${certainty.charAt(0).toUpperCase()}${certainty.slice(1)}.`;
  return text.certified(count(certifiedBlocks ?? 0), edgeBlocks, certainty);
}

function fileTable({ files }: Report): string {
  const rows = files.map((file) => {
    const state = file.status === 'repaired' ? (needsLook(file) ? 'look' : 'ok') : file.status;
    const problems = [...file.warnings, ...(file.error ? [file.error.message] : [])].map(escapeMarkup).join('<br>');
    return `<tr class="${state}"><td>${escapeMarkup(file.source)}<br><small>${escapeMarkup(file.output ?? '')}</small></td>
<td>${escapeMarkup(file.verdictText ?? '')}${problems === '' ? '' : `<br><em>${problems}</em>`}</td>
<td class="number">${coloursThenNow(file)}</td>
<td>${file.status === 'repaired' ? certificate(file) : escapeMarkup(file.status)}</td>
<td><code>${short(file.sourceSha256)}</code><br><code>${short(file.outputSha256)}</code></td></tr>`;
  });
  const columns = text.fileColumns;
  return `<section><h2>${text.everyFile}</h2><p>${text.hashesMean}</p>
<table><thead><tr><th>${columns.file}</th><th>${columns.verdict}</th><th class="number">${columns.colours}</th><th>${columns.certificate}</th><th>${columns.hashes}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section>`;
}

function coloursThenNow({ coloursBefore, classes }: ReportFile): string {
  return [coloursBefore, classes].map((number) => (number === null ? '' : count(number))).join(' → ');
}

/** What the report calls the file at a path: below its root, and below the root's name where there are several. */
function nameUnder({ roots }: Report, path: string): string {
  const posix = path.replaceAll('\\', '/');
  const root = roots.find((candidate) => posix.startsWith(`${candidate.path}/`));
  if (root === undefined) return posix;
  const inner = posix.slice(root.path.length + 1);
  return roots.length < 2 ? inner : `${root.name}/${inner}`;
}

function dataUrl(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

function hex(rgb: readonly number[]): string {
  return `#${rgb.map((level) => level.toString(16).padStart(2, '0')).join('')}`;
}

function short(sha256: string | null): string {
  return sha256?.slice(0, 16) ?? '';
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
