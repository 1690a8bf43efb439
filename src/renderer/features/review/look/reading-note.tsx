import { useEffect, useState } from 'react';
import { text } from '../../../strings/text.ts';
import type { Viewer } from '../../../viewer/viewer.ts';
import { Caption } from './captions.tsx';

/** What comes sooner is not worth a word. */
const PATIENCE_MS = 400;

/** Says of a view that parts of it are still being read, where that takes a while. */
export function ReadingNote({ viewer }: { readonly viewer: Viewer | undefined }) {
  const isSlow = useIsSlow(viewer);
  return isSlow && <Caption place={{ top: 'auto', bottom: 8 }}>{text.look.reading}</Caption>;
}

function useIsSlow(viewer: Viewer | undefined): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (viewer === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = viewer.on('loading', (isLoading) => {
      clearTimeout(timer);
      if (isLoading) timer = setTimeout(setSlow, PATIENCE_MS, true);
      else setSlow(false);
    });
    return () => {
      clearTimeout(timer);
      setSlow(false);
      end();
    };
  }, [viewer]);
  return isSlow;
}
