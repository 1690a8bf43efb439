import { availableParallelism, cpus, loadavg, release, type } from 'node:os';
import type { ScrollMeasure } from '../e2e/measure-scroll.ts';
import type { InterfaceMeasures } from './measure-interface.ts';
import type { Decisions } from './measure-review.ts';
import type { Timing, ViewerMeasures } from './measure-viewer.ts';

/** The page of docs/interface-performance.md. */
export function interfaceReport(measures: InterfaceMeasures, viewer: ViewerMeasures): string {
  const { files, masks, startMs, pageMs, openMs, table, grid, longestTaskMs, nextMaskMs, decisions, bundleBytes } =
    measures;
  const rows = [
    ['start to usable window, sample project', `${seconds(startMs)} (the page: ${seconds(pageMs)})`, '1.5 s'],
    [`opening a project of ${files.toLocaleString('en')} masks`, seconds(openMs), '2 s'],
    ['scrolling its table, p95 of the frames', frames(table), '33 ms'],
    ['scrolling its thumbnails, p95 of the frames', frames(grid), '33 ms'],
    [`longest task of the page while ${masks} masks are repaired`, longest(longestTaskMs), '100 ms'],
    ['everything the page loads, gzipped', `${Math.round(bundleBytes / 1000)} kB`, '600 kB'],
    [
      'accepting a mask of 2 megapixels until all of the next is seen, longest of 7',
      `${nextMaskMs.toFixed(0)} ms`,
      '120 ms',
    ],
    [
      `accepting ${decisions.masks} easy masks of 0.3 to 2 megapixels by key, each as soon as all of it is seen`,
      `${seconds(decisions.totalMs)} (median ${decisions.medianMs.toFixed(0)} ms; longest ${decisions.longestMs.toFixed(0)} ms; ${processorTime(decisions)} each)`,
      '60 s',
    ],
    ...viewerRows(viewer),
  ];
  return [
    '# Speed of the interface',
    '',
    `Measured by \`npm run bench:interface\` on ${machine()}, in headless Chromium with software rendering (SwiftShader), over`,
    'the loopback host with warm caches.',
    '',
    '| measure | is | wanted below |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    'The list is scrolled from its first row to its last, one step per frame, so that every frame shows rows which have to be',
    'fetched. Small masks make the list long, not its pictures large: thumbnails have one size whatever the mask.',
    'The picture of a mask is measured in a view of 1280 x 800, over a source that makes its tiles at once; its times end when',
    'the last pixel is drawn.',
    '',
  ].join('\n');
}

function viewerRows({ stroke, pan, recolour, nextMs, openLargeMs, largeBytes }: ViewerMeasures): string[][] {
  return [
    ['a stroke on 4096 x 4096, p95 of its pointer events', timing(stroke), '25 ms'],
    ['moving over 4096 x 4096, p95 of the frames', timing(pan), ''],
    ['another colour for a class on 4096 x 4096, p95', timing(recolour), ''],
    ['the next mask of 2 megapixels, fetched ahead', `${nextMs.toFixed(0)} ms`, '120 ms'],
    ['opening 16384 x 16384', seconds(openLargeMs), '3 s'],
    ['memory of page and drawing after going over it', `${Math.round(largeBytes / 1e6)} MB`, '1500 MB'],
  ];
}

const timing = ({ p50Ms, p95Ms, processorMs }: Timing): string =>
  `${p95Ms.toFixed(0)} ms (median ${p50Ms.toFixed(0)} ms; ${processorMs.toFixed(0)} ms of processor time each, in all processes)`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const frames = ({ p95Ms, longestMs, processorMs }: ScrollMeasure): string =>
  `${p95Ms.toFixed(0)} ms (longest ${longestMs.toFixed(0)} ms; ${processorMs.toFixed(1)} ms of processor time each)`;
const processorTime = ({ pageMs, browserMs, programMs }: Decisions): string =>
  `processor time ${browserMs.toFixed(0)} ms in the browser, of it ${pageMs.toFixed(0)} ms of the page's thread, and ${programMs.toFixed(0)} ms in the program`;
const longest = (ms: number): string => (ms === 0 ? 'under 50 ms' : `${ms.toFixed(0)} ms`);

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  // What else the machine did meanwhile: above the count of cores, times of frames and of starts are too long.
  const load = loadavg()[1]?.toFixed(1) ?? '?';
  return `${model}, ${availableParallelism()} cores (load average ${load}), ${type()} ${release()}, Node ${process.versions.node}`;
}
