/** How wide the bands along boundaries are: in pixels, or as a share of the picture's diagonal. */
export const bandNames = ['1', '2', '3', '2%'] as const;
export type BandName = (typeof bandNames)[number];
