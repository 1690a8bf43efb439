/** The look of the report: on screen light or dark as the system, on paper black on white, a file never cut in two. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --line: #8884; --muted: #888; --warn: #b45309; --bad: #b91c1c; --good: #15803d; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem 1.5rem; font: 14px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
code, .number { font-variant-numeric: tabular-nums; font-family: ui-monospace, monospace; font-size: .9em; }
.number { text-align: right; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; }
td code { white-space: nowrap; }
td:first-child { min-width: 10rem; }
.swatch, tr td:first-child { print-color-adjust: exact; }
small, footer, .place { color: var(--muted); }
tr.look td:first-child { border-left: 3px solid var(--warn); }
tr.failed td:first-child { border-left: 3px solid var(--bad); }
tr.ok td:first-child { border-left: 3px solid var(--good); }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 0; }
.totals div { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .75rem; }
dt { color: var(--muted); font-size: .85em; }
dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.swatch { display: inline-block; width: 1em; height: 1em; margin-right: .5em; border: 1px solid var(--line); vertical-align: -.15em; }
.cuts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: .75rem; display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; break-inside: avoid; }
figcaption, .place { grid-column: 1 / -1; overflow-wrap: anywhere; }
figure p { margin: .25rem 0 0; }
figure img { width: 100%; image-rendering: pixelated; display: block; border: 1px solid var(--line); }
.warnings { color: var(--warn); }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .75rem; }
@page { margin: 14mm; }
@media print { h2, h2 + p { break-after: avoid; } :root { color-scheme: light; } body { font-size: 11px; max-width: none; padding: 0; color: #000; background: #fff; } tr { break-inside: avoid; } thead { display: table-header-group; } }
`;
