/**
 * Three component values 0..255: Y, Cb, Cr or R, G, B; grey uses the first only (0..65535 in 16-bit files), the others
 * are 0.
 */
export type Triple = readonly [number, number, number];

/**
 * A colour seen in one file, as the closed interval in which the class's true colour lies. The bounds are real numbers,
 * not rounded to whole levels: neighbouring cells of a quantiser touch in a common bound, which tells an error of one
 * quantiser step from a class whose colour is one level away.
 */
export interface ColourWitness {
  /** Least possible value per component; equal to `high` where the file is lossless. */
  readonly low: Triple;
  /** Greatest possible value per component. */
  readonly high: Triple;
  /** Pixels of the areas that show the colour. */
  readonly pixels: number;
  /** Separate areas that show the colour: whole MCUs of a JPEG, connected spots of a raster. */
  readonly areas: number;
  /** Places that the areas make up, where those beside each other are one; JPEGs only. */
  readonly places?: number;
  /** The index of the colour in the file's colour table; indexed files only. */
  readonly index?: number;
}

/**
 * What one file tells about the palette its mask was drawn with.
 *
 * Where witnesses and patches together list every colour of the picture (`distinctColours` of them), the file is a hard
 * mask without loss and each of its colours is a class, however few its pixels. A picture with soft edges or noise
 * lists only what stands out of them.
 */
export interface FileEvidence {
  /**
   * What the components of the witnesses are: `ycbcr`, libjpeg's integers; `rgb` and `indexed`, RGB codes (`indexed`
   * with the index beside them; grey pictures of 1, 2 and 4 bits too, for there a level is a number of black to white);
   * `grey`, one level in component 0.
   */
  readonly space: 'ycbcr' | 'rgb' | 'grey' | 'indexed';
  /** Colours of truly flat areas: whole MCUs without AC in a JPEG, flat 3x3 surroundings in a raster. */
  readonly witnesses: readonly ColourWitness[];
  /** Weaker evidence: small solid areas, which may be ghosts of boundaries or true small classes; no colour twice. */
  readonly patches: readonly ColourWitness[];
  /** What is drawn on the one flat colour in lines or specks that fill nothing, where that reproduces a JPEG. */
  readonly thinClass?: ColourWitness;
  /** Width times height. */
  readonly totalPixels: number;
  /** Pixels that lie in flat areas. */
  readonly flatPixels: number;
  /** Distinct colours (or indices, or levels) that occur in the decoded picture. */
  readonly distinctColours: number;
}
