/** What label maps hold where a pixel is of no class. Apart from the palette's schemas, which threads start without. */
export const UNASSIGNED_SLOT = 65535;
