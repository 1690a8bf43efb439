// The labels that the MCU searched may hold.

/** One byte each: first those seen round the MCU, then the others that the file may hold. */
export const labelSet: usize = memory.data(256, 16);
export let nearCount: i32 = 0;
export let allCount: i32 = 0;

export function setLabelSet(near: i32, all: i32): void {
  nearCount = near;
  allCount = all;
}
