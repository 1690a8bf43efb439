// Draws the icon of the installers, icon.png, from maskmend.svg; electron-builder makes the forms of each system of it.
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIDE = 1024;
const place = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// 64 units wide: drawn at its final size, not enlarged.
await sharp(place('../icons/maskmend.svg'), { density: (72 * SIDE) / 64 })
  .resize(SIDE, SIDE)
  .png({ compressionLevel: 9, palette: true, quality: 100 })
  .toFile(place('icon.png'));
