import type { Light, Scene, Stroke } from './scene.ts';
import { seededRandom } from './seeded-random.ts';

/** Sub-pixels per pixel and axis. Odd, so that the middle one is the pixel centre at which the mask is taken. */
const SUBPIXELS = 3;
const SENSOR_NOISE = 5;

/** The scene as a camera sees it: soft edges, darker corners, sensor noise. Interleaved 8-bit RGB, row-major. */
export function renderPhoto(scene: Scene, seed: number): Uint8Array {
  const film = new Float32Array(scene.width * scene.height * SUBPIXELS ** 2 * 3);
  for (const stroke of scene.strokes) exposeStroke(film, scene, stroke);
  return developFilm(film, scene, seed);
}

function exposeStroke(film: Float32Array, scene: Scene, { region, shade }: Stroke): void {
  const stride = scene.width * SUBPIXELS;
  const right = Math.min(stride, Math.ceil(region.right * SUBPIXELS));
  const bottom = Math.min(scene.height * SUBPIXELS, Math.ceil(region.bottom * SUBPIXELS));
  for (let row = Math.max(0, Math.floor(region.top * SUBPIXELS)); row < bottom; row += 1) {
    for (let column = Math.max(0, Math.floor(region.left * SUBPIXELS)); column < right; column += 1) {
      const x = (column + 0.5) / SUBPIXELS;
      const y = (row + 0.5) / SUBPIXELS;
      if (!region.contains(x, y)) continue;
      const place = (row * stride + column) * 3;
      film.set(shade(x, y, lightAt(film, place)), place);
    }
  }
}

function developFilm(film: Float32Array, { width, height }: Scene, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const photo = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const corner = 1 - 0.22 * (((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) / 0.5);
      const brightness = SENSOR_NOISE * (random() + random() + random() - 1.5);
      meanLight(film, x * SUBPIXELS + y * SUBPIXELS * width * SUBPIXELS, width).forEach((light, channel) => {
        const grain = SENSOR_NOISE * 0.5 * (random() + random() - 1);
        const value = light * corner + brightness + grain;
        photo[(y * width + x) * 3 + channel] = Math.min(255, Math.max(0, Math.round(value)));
      });
    }
  }
  return photo;
}

function meanLight(film: Float32Array, first: number, width: number): Light {
  const sum: [number, number, number] = [0, 0, 0];
  for (let row = 0; row < SUBPIXELS; row += 1) {
    for (let column = 0; column < SUBPIXELS; column += 1) {
      const light = lightAt(film, (first + row * width * SUBPIXELS + column) * 3);
      for (const channel of [0, 1, 2] as const) sum[channel] += light[channel] / SUBPIXELS ** 2;
    }
  }
  return sum;
}

function lightAt(film: Float32Array, place: number): Light {
  return [film[place] ?? 0, film[place + 1] ?? 0, film[place + 2] ?? 0];
}
