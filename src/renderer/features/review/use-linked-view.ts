import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface View {
  /** Screen pixels per pixel of the picture. */
  readonly zoom: number;
  /** Where the picture's corner lies, in screen pixels. */
  readonly x: number;
  readonly y: number;
}

interface LinkedView extends View {
  readonly measure: React.RefObject<HTMLDivElement | null>;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly whole: () => void;
  readonly handlers: Pick<
    React.HTMLAttributes<HTMLElement>,
    'onPointerDown' | 'onPointerMove' | 'onKeyDown' | 'onWheel'
  >;
}

const LEAST_ZOOM = 0.02;
const MOST_ZOOM = 40;
const STEP = 1.5;
const PAN_PX = 60;
/** Kept free on every side where the whole picture is shown. */
const MARGIN_PX = 14;

/** One camera for several panes of the same size: wheel zooms to the pointer, dragging pans, keys do both. */
export function useLinkedView(picture: Size): LinkedView {
  const measure = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>({ zoom: 1, x: 0, y: 0 });
  const room = (): Size => roomOf(measure.current);
  const zoomAt = (factor: number, at = centreOf(room())): void => {
    setView((before) => zoomed(before, factor, at));
  };
  const pan = (dx: number, dy: number): void => {
    setView((before) => ({ ...before, x: before.x + dx, y: before.y + dy }));
  };
  const fit = (): void => {
    setView(fitted(picture, room()));
  };
  const { width, height } = picture;
  useEffect(() => {
    setView(fitted({ width, height }, roomOf(measure.current)));
  }, [width, height]);
  return {
    ...view,
    measure,
    fit,
    zoomIn: () => {
      zoomAt(STEP);
    },
    zoomOut: () => {
      zoomAt(1 / STEP);
    },
    whole: () => {
      zoomAt(1 / view.zoom);
    },
    handlers: {
      onPointerDown: ({ currentTarget, pointerId }) => {
        currentTarget.setPointerCapture(pointerId);
      },
      onPointerMove: ({ buttons, movementX, movementY }: PointerEvent) => {
        if (buttons !== 0) pan(movementX, movementY);
      },
      onWheel: ({ deltaY, clientX, clientY, currentTarget }) => {
        const box = currentTarget.getBoundingClientRect();
        zoomAt(Math.exp(-deltaY / 400), { x: clientX - box.left, y: clientY - box.top });
      },
      onKeyDown: (event: KeyboardEvent) => {
        const act = keyActs({ zoomAt, pan, fit })[event.key];
        if (act === undefined) return;
        event.preventDefault();
        act();
      },
    },
  };
}

interface Acts {
  readonly zoomAt: (factor: number) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly fit: () => void;
}

function keyActs({ zoomAt, pan, fit }: Acts): Readonly<Record<string, () => void>> {
  return {
    '+': () => {
      zoomAt(STEP);
    },
    '-': () => {
      zoomAt(1 / STEP);
    },
    '0': fit,
    ArrowLeft: () => {
      pan(PAN_PX, 0);
    },
    ArrowRight: () => {
      pan(-PAN_PX, 0);
    },
    ArrowUp: () => {
      pan(0, PAN_PX);
    },
    ArrowDown: () => {
      pan(0, -PAN_PX);
    },
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const centreOf = ({ width, height }: Size): Point => ({ x: width / 2, y: height / 2 });

function roomOf(element: HTMLElement | null): Size {
  return { width: element?.clientWidth ?? 1, height: element?.clientHeight ?? 1 };
}

/** The point of the picture at `at` stays where it is. */
function zoomed({ zoom, x, y }: View, factor: number, at: Point): View {
  const next = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom * factor));
  const ratio = next / zoom;
  return { zoom: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio };
}

function fitted(picture: Size, room: Size): View {
  const free = { width: room.width - 2 * MARGIN_PX, height: room.height - 2 * MARGIN_PX };
  const zoom = Math.max(LEAST_ZOOM, Math.min(free.width / picture.width, free.height / picture.height));
  return { zoom, x: (room.width - picture.width * zoom) / 2, y: (room.height - picture.height * zoom) / 2 };
}
