// Draws the icons of the installers from maskmend.svg: icon.png, of which electron-builder makes those of Windows and macOS,
// and for Linux each of the sizes that desktops look for.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIDE = 1024;
const LINUX_SIDES = [16, 24, 32, 48, 64, 128, 256, 512];
const place = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// 64 units wide: drawn at its final size, not enlarged.
async function draw(side: number, name: string): Promise<void> {
  await sharp(place('../icons/maskmend.svg'), { density: (72 * side) / 64 })
    .resize(side, side)
    .png({ compressionLevel: 9, palette: true, quality: 100 })
    .toFile(place(name));
}

await draw(SIDE, 'icon.png');
mkdirSync(place('linux'), { recursive: true });
for (const side of LINUX_SIDES) await draw(side, `linux/${side}x${side}.png`);
