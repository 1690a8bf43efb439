/** What a result was made from; it is stale when any of these differs. */
export interface RepairOrigin {
  readonly sourceSha256: string;
  readonly paletteHash: string;
  readonly engineVersion: number;
  readonly preset: string;
}

/** True where a result was not made from this source, with this palette, by this engine. */
export function isStale(origin: RepairOrigin, current: RepairOrigin): boolean {
  return (
    origin.sourceSha256 !== current.sourceSha256 ||
    origin.paletteHash !== current.paletteHash ||
    origin.engineVersion !== current.engineVersion ||
    origin.preset !== current.preset
  );
}
