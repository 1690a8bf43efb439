import { useEffect, useState } from 'react';
import type { Camera, Viewer } from '../../../viewer/viewer.ts';

const start: Camera = { centreX: 0, centreY: 0, scale: 1 };

/** Where the viewer looks. */
export function useCamera(viewer: Viewer | undefined): Camera {
  const [camera, setCamera] = useState(start);
  useEffect(() => {
    if (viewer === undefined) return;
    setCamera(viewer.camera());
    return viewer.on('camera', setCamera);
  }, [viewer]);
  return camera;
}
