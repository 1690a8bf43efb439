const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/**
 * The orientation 1..8 told by an EXIF block (the TIFF structure that follows "Exif\0\0"); 1 where there is none or the
 * block is broken. Exif 2.32, 4.6.4.
 */
export function orientationOfExif(tiffBlock: Uint8Array): number {
  if (tiffBlock.length < 14) return 1;
  const view = new DataView(tiffBlock.buffer, tiffBlock.byteOffset, tiffBlock.byteLength);
  const byteOrder = view.getUint16(0);
  if (byteOrder !== 0x4949 && byteOrder !== 0x4d4d) return 1;
  const isLittleEndian = byteOrder === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > view.byteLength) return 1;
  const count = view.getUint16(directory, isLittleEndian);
  for (let entry = directory + 2, i = 0; i < count && entry + 12 <= view.byteLength; i++, entry += 12) {
    if (view.getUint16(entry, isLittleEndian) !== ORIENTATION_TAG) continue;
    if (view.getUint16(entry + 2, isLittleEndian) !== SHORT) return 1;
    const value = view.getUint16(entry + 8, isLittleEndian);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
