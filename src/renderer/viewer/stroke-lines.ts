/** Draws lines light upon dark, seen on every colour, as whole screen pixels and not as two halves. */
export function strokeLines(context: CanvasRenderingContext2D, path: Path2D, pixelRatio: number): void {
  context.setTransform(1, 0, 0, 1, 0.5, 0.5);
  context.strokeStyle = 'rgb(0 0 0 / 75%)';
  context.lineWidth = 3 * pixelRatio;
  context.stroke(path);
  context.strokeStyle = 'rgb(255 255 255)';
  context.lineWidth = pixelRatio;
  context.stroke(path);
  context.setTransform(1, 0, 0, 1, 0, 0);
}
