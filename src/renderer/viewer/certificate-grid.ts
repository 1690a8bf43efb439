import type { CertificateGrid } from './mask-source.ts';

/** The grid for a level of the pyramid: no block is smaller than a pixel of it, and of the blocks in one the worst counts. */
export function gridForLevel(grid: CertificateGrid, level: number): CertificateGrid {
  let coarser = grid;
  while (Math.min(coarser.mcuWidth, coarser.mcuHeight) < 2 ** level) coarser = halveGrid(coarser);
  return coarser;
}

function halveGrid({ mcuWidth, mcuHeight, columns, rows, states }: CertificateGrid): CertificateGrid {
  const across = Math.ceil(columns / 2);
  const down = Math.ceil(rows / 2);
  const worst = new Uint8Array(across * down);
  for (let row = 0, from = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, from++) {
      const to = (row >> 1) * across + (column >> 1);
      worst[to] = Math.max(worst[to] ?? 0, states[from] ?? 0);
    }
  }
  return { mcuWidth: 2 * mcuWidth, mcuHeight: 2 * mcuHeight, columns: across, rows: down, states: worst };
}
