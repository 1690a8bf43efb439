/** Flips and right-angle turns; `flip-x` swaps left and right, rotations are clockwise. */
export const turns = ['none', 'flip-x', 'flip-y', 'rotate-90', 'rotate-180', 'rotate-270'] as const;
export type Turn = (typeof turns)[number];
