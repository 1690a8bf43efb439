import type { LinkPointers, PixelPoint, Viewer } from './viewer.ts';

/** Each shows where the other is pointed at, and what is done on the second is done on the first; gives what ends that. */
export const linkPointers: LinkPointers = (first, second) => {
  let isFollowing = false;
  const follow = (follower: Viewer) => (pixel: PixelPoint | undefined) => {
    // Whoever follows tells of it, too.
    if (isFollowing) return;
    isFollowing = true;
    follower.pointAt(pixel);
    isFollowing = false;
  };
  const ends = [
    first.on('hover', follow(second)),
    second.on('hover', follow(first)),
    second.on('tool', (event) => {
      first.applyTool(event);
    }),
  ];
  return () => {
    for (const end of ends) end();
    first.pointAt(undefined);
  };
};
