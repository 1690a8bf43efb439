/** The transforms of encoders (see src/shared/jpeg/block-transform.ts), as the host names them. */
export const ISLOW: i32 = 0;
export const IFAST: i32 = 1;
export const FLOAT: i32 = 2;
