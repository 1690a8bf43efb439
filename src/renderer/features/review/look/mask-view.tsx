import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { changeLook, useLookStore } from '../../../state/look-store.ts';
import { usePaintStore } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { createViewer } from '../../../viewer/create-viewer.ts';
import { linkCameras } from '../../../viewer/link-cameras.ts';
import { linkPointers } from '../../../viewer/link-pointers.ts';
import { createLoupe } from '../../../viewer/loupe.ts';
import { createMinimap } from '../../../viewer/minimap.ts';
import type { ClassLook } from '../../../viewer/look.ts';
import type { MaskSource } from '../../../viewer/mask-source.ts';
import type { CreateFollower, Viewer } from '../../../viewer/viewer.ts';
import { setCurrentPainting, type Painting } from '../paint/current-painting.ts';
import { LabelSession } from '../paint/label-session.ts';
import { clearSelection } from '../paint/selection.ts';
import { showToolCursor } from '../paint/tool-cursor.ts';
import { useTools } from '../paint/use-tools.ts';
import { Caption, Captions, Sides } from './captions.tsx';
import { setCurrentViewer } from './current-view.ts';
import { Legend } from './legend.tsx';
import css from './mask-view.module.css';
import type { ReviewSource } from './review-source.ts';
import { ReadingNote } from './reading-note.tsx';
import { tellUnread } from './tell-unread.ts';
import { useViewerLook } from './use-viewer-look.ts';

interface MaskViewProps {
  readonly source: ReviewSource;
  readonly name: string;
  /** Its blocks have been certified, or found not to be. */
  readonly hasCertificate: boolean;
  /** Something of it is painted. */
  readonly isPainted: boolean;
  /** How many times as bright its original is shown. */
  readonly originalGain: number;
  /** How its labels are drawn. */
  readonly looks: readonly ClassLook[];
  /** Shown in its place: its objects. */
  readonly objects: MaskSource | undefined;
  /** Read ahead: what is probably shown next. */
  readonly next: readonly ReviewSource[];
  readonly onViewer: (viewer: Viewer | undefined) => void;
  readonly onPainting: (painting: Painting | undefined) => void;
}

/** The picture of a mask, with whatever follows it. */
export function MaskView(props: MaskViewProps) {
  const { source, name, looks, originalGain, objects, next, onViewer, onPainting } = props;
  const views = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const viewer = useViewer(host);
  const { mode, isSideBySide, hasLoupe, hasMinimap } = useLookStore();
  const shown = objects ?? source;
  useViewerLook(viewer, { source, looks, originalGain });
  useEffect(() => {
    setCurrentViewer(viewer);
    onViewer(viewer);
  }, [viewer, onViewer]);
  const isReady = useShown(viewer, { mask: source, shown });
  useEffect(() => {
    // One after the other in the order of need; the viewer drops what it has no room for.
    for (const mask of next) viewer?.prefetch(mask);
  }, [viewer, next]);
  usePainting({ viewer, source, views, onPainting });
  return (
    <div ref={views} className={css.views} data-double={isSideBySide || undefined}>
      {isSideBySide && viewer !== undefined && <Original main={viewer} source={shown} {...{ looks, originalGain }} />}
      <div className={css.view}>
        <div
          ref={host}
          className={css.host}
          role="application"
          aria-busy={!isReady}
          aria-label={text.look.canvas(name, text.look.modes[mode])}
        />
        <Captions viewer={viewer} isSideBySide={isSideBySide} />
        <Legend {...props} />
        <ReadingNote viewer={viewer} />
        {hasLoupe && viewer !== undefined && (
          <Follower viewer={viewer} create={createLoupe} className={css.loupe} label={text.look.loupe}>
            <Sides at={0.5} />
          </Follower>
        )}
        {hasMinimap && viewer !== undefined && (
          <Follower viewer={viewer} create={createMinimap} className={css.minimap} label={text.look.minimap} />
        )}
      </div>
    </div>
  );
}

/** Shows a mask; true as soon as all that is in view is on screen. */
function useShown(viewer: Viewer | undefined, { mask, shown }: ShownMask): boolean {
  const [ready, setReady] = useState<MaskSource>();
  const before = useRef<ShownMask>(undefined);
  useEffect(() => {
    if (viewer === undefined) return;
    const end = viewer.on('ready', () => {
      setReady(shown);
    });
    const isSameMask = before.current?.mask.id === mask.id;
    viewer.show(shown, { keepsCamera: isSameMask });
    // What was done while its other side was shown, this one has not heard of.
    if (isSameMask && before.current?.shown !== shown) viewer.reload('labels');
    before.current = { mask, shown };
    return end;
  }, [viewer, mask, shown]);
  return ready === shown;
}

interface ShownMask {
  readonly mask: ReviewSource;
  /** The mask itself, or its objects. */
  readonly shown: MaskSource;
}

function useViewer(host: RefObject<HTMLDivElement | null>): Viewer | undefined {
  const [viewer, setViewer] = useState<Viewer>();
  useEffect(() => {
    if (host.current === null) return;
    const made = createViewer(host.current);
    const ends = [
      made.on('wipe', (wipe) => {
        changeLook({ wipe });
      }),
      made.on('error', (error) => void tellUnread(error)),
    ];
    setViewer(made);
    return () => {
      setViewer(undefined);
      for (const end of ends) end();
      made.dispose();
    };
  }, [host]);
  return viewer;
}

interface PaintingOptions {
  readonly viewer: Viewer | undefined;
  readonly source: ReviewSource;
  /** All that shows the mask. */
  readonly views: RefObject<HTMLDivElement | null>;
  readonly onPainting: (painting: Painting | undefined) => void;
}

function usePainting({ viewer, source, views, onPainting }: PaintingOptions): void {
  const [painting, setPainting] = useState<Painting>();
  useEffect(() => {
    if (viewer === undefined) return;
    const begun = { viewer, session: new LabelSession(viewer, source) };
    setPainting(begun);
    setCurrentPainting(begun);
    onPainting(begun);
    return () => {
      clearSelection();
      begun.session.leave();
      setCurrentPainting(undefined);
      onPainting(undefined);
    };
  }, [viewer, source, onPainting]);
  useTools(painting, views);
}

interface OriginalProps {
  readonly main: Viewer;
  readonly source: MaskSource;
  readonly looks: readonly ClassLook[];
  readonly originalGain: number;
}

/** The original beside it, seen by the same camera; what is done on it is done on the mask. */
function Original({ main, source, looks, originalGain }: OriginalProps) {
  const host = useRef<HTMLDivElement>(null);
  const viewer = useViewer(host);
  useViewerLook(viewer, { source, looks, originalGain, mode: 'original' });
  useEffect(() => {
    if (viewer === undefined) return;
    viewer.show(source);
    viewer.moveCamera(main.camera());
    const ends = [linkCameras([main, viewer]), linkPointers(main, viewer)];
    return () => {
      for (const end of ends) end();
    };
  }, [viewer, main, source]);
  useEffect(() => {
    if (viewer === undefined) return;
    showToolCursor(viewer, usePaintStore.getState());
    return usePaintStore.subscribe((now) => {
      showToolCursor(viewer, now);
    });
  }, [viewer]);
  return (
    <div className={css.view}>
      <div ref={host} className={css.host} role="application" aria-label={text.look.modes.original} />
      <Caption>
        {text.look.modes.original}
        {originalGain > 1 && ` · ${text.look.brightened(originalGain)}`}
      </Caption>
      <ReadingNote viewer={viewer} />
    </div>
  );
}

interface FollowerProps {
  readonly viewer: Viewer;
  readonly create: CreateFollower;
  readonly className: string | undefined;
  readonly label: string;
  /** What stands over it. */
  readonly children?: ReactNode;
}

function Follower({ viewer, create, className, label, children }: FollowerProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    return create(viewer, host.current);
  }, [viewer, create]);
  return (
    <div className={className} role="img" aria-label={label}>
      <div ref={host} className={css.host} />
      {children}
    </div>
  );
}
