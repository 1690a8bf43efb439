import type { LinkCameras } from './viewer.ts';

/** Whichever viewer moves, the others follow; gives what ends that. All must show masks of the same size. */
export const linkCameras: LinkCameras = (viewers) => {
  let isFollowing = false;
  const ends = viewers.map((moved) =>
    moved.on('camera', (camera) => {
      if (isFollowing) return;
      isFollowing = true;
      for (const follower of viewers) if (follower !== moved) follower.moveCamera(camera);
      isFollowing = false;
    }),
  );
  return () => {
    for (const end of ends) end();
  };
};
