import { useEffect } from 'react';
import { useAnswer } from '../../../api/queries.ts';
import { useLookStore } from '../../../state/look-store.ts';
import { useColorScheme } from '../../../ui/kit.ts';
import type { ClassLook, ViewMode } from '../../../viewer/look.ts';
import type { MaskSource } from '../../../viewer/mask-source.ts';
import type { Viewer } from '../../../viewer/viewer.ts';
import { viewLook } from './class-looks.ts';

/** Behind the mask: the sunken surface of either appearance. */
const backgrounds = { light: 0xe7eaed, dark: 0x121417 } as const;

interface Shown {
  readonly source: MaskSource;
  readonly looks: readonly ClassLook[];
  /** How many times as bright the original is shown. */
  readonly originalGain: number;
  /** Absent: the one that is chosen. */
  readonly mode?: ViewMode;
}

/** Keeps a viewer's look that of the store, the palette and the settings. */
export function useViewerLook(viewer: Viewer | undefined, { source, looks, originalGain, mode }: Shown): void {
  const look = useLookStore();
  const { data: settings } = useAnswer('settings.get', {});
  const system = useColorScheme();
  const theme = settings?.theme ?? 'system';
  const background = backgrounds[theme === 'system' ? system : theme];
  const hasPatterns = looks.some(({ pattern }) => pattern !== 'none');
  const hasPhoto = source.levelsOf('photo') > 0;
  useEffect(() => {
    viewer?.setClasses(looks);
  }, [viewer, looks]);
  useEffect(() => {
    const surroundings = { hasPhoto, hasPatterns, originalGain, background };
    viewer?.setLook({ ...viewLook(look, surroundings), ...(mode && { mode }) });
  }, [viewer, look, hasPhoto, hasPatterns, originalGain, background, mode]);
}
