import css from './start-page.module.css';

const COLUMNS = 34;
const ROWS = 5;

/** Height of the edge between two classes at a column, in rows: an arbitrary gentle wave. */
const edgeAt = (column: number): number => 2.4 + 1.3 * Math.sin(column / 3.1) + 0.5 * Math.sin(column / 1.3);

/** The tool's whole business in one strip: an edge that a JPEG has smeared, and the same edge whole again. */
export function StartPicture() {
  const cells = Array.from({ length: COLUMNS * ROWS }, (_, place) => ({
    x: place % COLUMNS,
    y: Math.floor(place / COLUMNS),
  }));
  return (
    <svg className={css.picture} viewBox={`0 0 ${COLUMNS} ${ROWS}`} shapeRendering="crispEdges" aria-hidden>
      {cells.map(({ x, y }) => (
        <rect key={`${x},${y}`} x={x} y={y} width={1} height={1} fill={shadeAt(x, y)} />
      ))}
    </svg>
  );
}

function shadeAt(x: number, y: number): string {
  const depth = y + 0.5 - edgeAt(x);
  const isMended = x >= COLUMNS / 2;
  if (isMended) return depth > 0 ? 'var(--mm-brand)' : 'var(--mm-line-strong)';
  const wobble = 0.35 * Math.sin(x * 12.9 + y * 78.2);
  const share = Math.round(Math.min(1, Math.max(0, 0.5 + depth / 3 + wobble)) * 100);
  return `color-mix(in srgb, var(--mm-brand) ${share}%, var(--mm-line-strong))`;
}
