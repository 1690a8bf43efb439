// Linear memory is one growing heap without any freeing: the host starts it anew for every picture.

const ALIGNMENT: usize = 16;
const PAGE: usize = 65536;
/** Loads of whole vectors may read a little beyond an array. */
const SLACK: usize = 64;

let top: usize = __heap_base;

export function resetMemory(): void {
  top = __heap_base;
}

/** Room for `bytes`, aligned to a vector and filled with zeros; traps where memory cannot grow. */
export function take(bytes: usize): usize {
  const at = (top + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  top = at + bytes + SLACK;
  const missing = <i32>((top + PAGE - 1) / PAGE) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  memory.fill(at, 0, bytes);
  return at;
}
