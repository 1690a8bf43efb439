import { PAINTED } from '../../shared/contract/picture-urls.ts';
import { LOCKED } from './class-table.ts';
import type { Damage, Frame, Painter } from './frame.ts';
import type { PixelRect, PixelSize } from './mask-source.ts';
import {
  brighten,
  CHANGED_COLOUR,
  dim,
  DOUBT_GREEN,
  isInPattern,
  isLockDot,
  LOCK_ALPHA,
  MISSING,
  mix,
  OUTSIDE,
  PAINTED_COLOUR,
  STATE_ALPHA,
  STATE_COLOURS,
} from './paint-rules.ts';
import { BORDER_PX } from './screen-maps.ts';
import { colourReader, emptyScreenLabels, fillScreenLabels, type ScreenLabels, tileReader } from './screen-labels.ts';

/** Colour of a pixel of the view, 0xBBGGRR. */
type Shade = (x: number, y: number) => number;

/** Paints on the processor: where there is no WebGL2, for small pictures such as a loupe, and as the tests' measure. */
export function createCanvasPainter(canvas: HTMLCanvasElement): Painter {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('the browser gave no canvas to draw on');
  let picture: ImageData | undefined;
  let labels: ScreenLabels | undefined;
  return {
    kind: 'canvas',
    canvas,
    draw: (frame, damage) => {
      const isSame = picture !== undefined && hasSize(picture, frame.size) && hasSize(canvas, frame.size);
      const rect = isSame ? damagedRect(frame, damage) : wholeRect(frame);
      if (!isSame || picture === undefined || labels === undefined) {
        canvas.width = frame.size.width;
        canvas.height = frame.size.height;
        picture = context.createImageData(frame.size.width, frame.size.height);
        labels = emptyScreenLabels(frame.size);
      }
      if (!isSame || damage.kind !== 'colours') fillScreenLabels(labels, frame, rect);
      paintPixels({ frame, labels, rect }, new Uint32Array(picture.data.buffer));
      context.putImageData(picture, 0, 0, rect.x, rect.y, rect.width, rect.height);
    },
    tileWritten: () => undefined,
    tileDropped: () => undefined,
    dispose: () => {
      canvas.remove();
    },
  };
}

function hasSize(thing: PixelSize, size: PixelSize): boolean {
  return thing.width === size.width && thing.height === size.height;
}

function wholeRect({ size }: Frame): PixelRect {
  return { x: 0, y: 0, ...size };
}

function damagedRect(frame: Frame, damage: Damage): PixelRect {
  return damage.kind === 'part' ? damage.rect : wholeRect(frame);
}

interface PaintJob {
  readonly frame: Frame;
  readonly labels: ScreenLabels;
  readonly rect: PixelRect;
}

/** Paints a rectangle of the view into words of red, green, blue, 255; the view's rows one after the other. */
function paintPixels({ frame, labels, rect }: PaintJob, words: Uint32Array): void {
  const shade = shadeOf(frame, labels);
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const line = y * frame.size.width;
    for (let x = rect.x; x < rect.x + rect.width; x++) words[line + x] = (shade(x, y) | 0xff000000) >>> 0;
  }
}

function shadeOf(frame: Frame, labels: ScreenLabels): Shade {
  const inside = insideShade(frame, labels);
  const background = backgroundOf(frame);
  return (x, y) => {
    const at = (y + BORDER_PX) * labels.stride + x + BORDER_PX;
    return labels.slots[at] === OUTSIDE ? background : inside(x, y);
  };
}

function backgroundOf({ paint: { background } }: Frame): number {
  return (background >> 16) | (background & 0xff00) | ((background & 255) << 16);
}

function insideShade(frame: Frame, labels: ScreenLabels): Shade {
  const repaired = repairedShade(frame, labels);
  const { mode, wipeX } = frame.paint;
  switch (mode) {
    case 'repaired':
      return repaired;
    case 'original':
      return originalShade(frame);
    case 'wipe': {
      const original = originalShade(frame);
      return (x, y) => (x < wipeX ? original(x, y) : repaired(x, y));
    }
    case 'difference':
      return changedShade(frame, repaired);
    case 'confidence':
      return confidenceShade(frame, repaired);
    case 'certificate':
      return certificateShade(frame, repaired);
  }
}

function originalShade(frame: Frame): Shade {
  const read = colourReader(frame, frame.views.original, frame.map);
  const background = backgroundOf(frame);
  const { originalGain } = frame.paint;
  return (x, y) => {
    const colour = read(x + BORDER_PX, y + BORDER_PX);
    return colour === undefined ? background : mix(background, brighten(colour, originalGain), colour >>> 24);
  };
}

/** What lies beneath the classes. */
function photoShade(frame: Frame): Shade {
  const background = backgroundOf(frame);
  const { photoMap } = frame;
  if (photoMap === undefined) return () => background;
  const read = colourReader(frame, frame.views.photo, photoMap);
  return (x, y) => {
    const colour = read(x + BORDER_PX, y + BORDER_PX);
    if (colour === undefined) return background;
    return mix(background, mix(background, colour, colour >>> 24), frame.paint.photoAlpha);
  };
}

function repairedShade(frame: Frame, labels: ScreenLabels): Shade {
  const under = photoShade(frame);
  const { words, unassigned } = frame.classes;
  const { patternShift, patternX, patternY } = frame.paint;
  return (x, y) => {
    const at = (y + BORDER_PX) * labels.stride + x + BORDER_PX;
    const slot = labels.slots[at] ?? MISSING;
    const colour = under(x, y);
    if (slot === MISSING) return colour;
    const isKnown = 4 * slot < words.length;
    const fill = (isKnown ? words[4 * slot] : unassigned[0]) ?? 0;
    const line = (isKnown ? words[4 * slot + 1] : unassigned[1]) ?? 0;
    const pattern = (isKnown ? words[4 * slot + 2] : unassigned[2]) ?? 0;
    const marks = (isKnown ? words[4 * slot + 3] : unassigned[3]) ?? 0;
    const across = (x - patternX) >> patternShift;
    const down = (y - patternY) >> patternShift;
    const shown = isInPattern(pattern >>> 24, across, down) ? pattern : fill;
    let mixed = mix(colour, shown, fill >>> 24);
    const width = marks & 255;
    if (width > 0 && isEdge({ labels, at, width, step: frame.paint.texelPx })) mixed = mix(mixed, line, line >>> 24);
    if ((marks & LOCKED) !== 0 && isLockDot(across, down)) mixed = mix(mixed, pattern, LOCK_ALPHA);
    return mixed;
  };
}

interface EdgeQuestion {
  readonly labels: ScreenLabels;
  readonly at: number;
  readonly width: number;
  readonly step: number;
}

/** Whether another slot is within `width` screen pixels along the eight directions; steps pass over no pixel of the mask. */
function isEdge({ labels: { slots, stride }, at, width, step }: EdgeQuestion): boolean {
  const slot = slots[at];
  const isOther = (place: number): boolean => slots[place] !== slot && (slots[place] ?? OUTSIDE) < MISSING;
  for (let reach = width; reach > 0; reach -= step) {
    const down = reach * stride;
    if (isOther(at - reach) || isOther(at + reach) || isOther(at - down) || isOther(at + down)) return true;
    if (isOther(at - down - reach) || isOther(at - down + reach)) return true;
    if (isOther(at + down - reach) || isOther(at + down + reach)) return true;
  }
  return false;
}

function changedShade(frame: Frame, repaired: Shade): Shade {
  const read = tileReader(frame, frame.views.changed, frame.map);
  return (x, y) => (read(x + BORDER_PX, y + BORDER_PX) === 255 ? CHANGED_COLOUR : dim(repaired(x, y)));
}

function confidenceShade(frame: Frame, repaired: Shade): Shade {
  const read = tileReader(frame, frame.views.confidence, frame.map);
  return (x, y) => {
    const confidence = read(x + BORDER_PX, y + BORDER_PX);
    if (confidence >= 255) return dim(repaired(x, y));
    if (confidence === PAINTED) return PAINTED_COLOUR;
    return 255 | (Math.floor((confidence * DOUBT_GREEN) / 254) << 8);
  };
}

function certificateShade(frame: Frame, repaired: Shade): Shade {
  const { certificate, map } = frame;
  if (certificate === undefined) return (x, y) => dim(repaired(x, y));
  const { states, columns, mcuWidth, mcuHeight } = certificate;
  return (x, y) => {
    const column = Math.floor(((map.columns[x + BORDER_PX] ?? 0) << map.level) / mcuWidth);
    const row = Math.floor(((map.rows[y + BORDER_PX] ?? 0) << map.level) / mcuHeight);
    const state = states[row * columns + column] ?? 0;
    const under = dim(repaired(x, y));
    return state === 0 ? under : mix(under, STATE_COLOURS[Math.min(state, 3)] ?? 0, STATE_ALPHA);
  };
}
