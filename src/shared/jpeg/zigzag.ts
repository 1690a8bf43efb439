/** Natural (row-major) position of the k-th coefficient in zigzag order, ITU-T T.81 figure A.6; 0..63. */
export const naturalOrder: Uint8Array = zigzagToNatural();

function zigzagToNatural(): Uint8Array {
  const order = new Uint8Array(64);
  let row = 0;
  let column = 0;
  for (let k = 0; k < 64; k++) {
    order[k] = row * 8 + column;
    const isGoingUp = (row + column) % 2 === 0;
    if (isGoingUp) {
      if (column === 7) row++;
      else if (row === 0) column++;
      else [row, column] = [row - 1, column + 1];
    } else if (row === 7) column++;
    else if (column === 0) row++;
    else [row, column] = [row + 1, column - 1];
  }
  return order;
}
