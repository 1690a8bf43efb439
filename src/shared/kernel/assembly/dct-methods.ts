/** The transforms of encoders (see src/shared/jpeg/block-transform.ts), as the host names them. */
export const ISLOW: i32 = 0;
export const IFAST: i32 = 1;
export const FLOAT: i32 = 2;
export const DOUBLE: i32 = 3;
export const AP922: i32 = 4;

/** That of the file worked on. */
export let dct: i32 = ISLOW;

export function setDct(method: i32): void {
  dct = method;
}
