/** A Markdown table; the first column is text, the others numbers. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A share in parts per million, with a figure more where it is small. */
export function ppm(part: number, whole: number): string {
  if (part === 0) return '0';
  const value = (part / whole) * 1e6;
  if (value >= 10) return value.toFixed(0);
  return value >= 1 ? value.toFixed(1) : value.toFixed(2);
}

/** A share in percent; never rounded up to 100 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '-';
  return `${(Math.floor((part / whole) * 10_000) / 100).toFixed(2)} %`;
}
