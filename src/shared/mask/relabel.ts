import type { LabelMap } from './label-map.ts';

/** The label map with some slots in place of others; itself where nothing is to be changed. */
export function relabel(labelMap: LabelMap, changes: ReadonlyMap<number, number>): LabelMap {
  if (changes.size === 0) return labelMap;
  const { labels } = labelMap;
  const isNarrow = labels instanceof Uint8Array && [...changes.values()].every((slot) => slot < 255);
  const size = isNarrow ? 256 : 65_536;
  const table = isNarrow ? new Uint8Array(size) : new Uint16Array(size);
  // The last value stands for no class and stays what it is.
  for (let slot = 0; slot < size; slot++) table[slot] = slot < size - 1 ? (changes.get(slot) ?? slot) : slot;
  const changed = isNarrow ? new Uint8Array(labels.length) : new Uint16Array(labels.length);
  for (let pixel = 0; pixel < labels.length; pixel++) changed[pixel] = table[labels[pixel]];
  // Widened labels have another mark for pixels of no class.
  if (!isNarrow && labels instanceof Uint8Array) {
    for (let pixel = 0; pixel < labels.length; pixel++) if (labels[pixel] === 255) changed[pixel] = 65_535;
  }
  return { ...labelMap, labels: changed };
}
