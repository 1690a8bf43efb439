/** Gives a canvas as many pixels as the screen has for it, where it takes a share of its host's width. */
export function fillHost(canvas: HTMLCanvasElement, host: HTMLElement, shareOfWidth = 1): void {
  const width = Math.max(1, Math.round(host.clientWidth * devicePixelRatio * shareOfWidth));
  const height = Math.max(1, Math.round(host.clientHeight * devicePixelRatio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
