import { closeSync, openSync, writeSync } from 'node:fs';

export interface CocoScale {
  readonly images: number;
  readonly polygonsPerImage: number;
  readonly width: number;
  readonly height: number;
}

/** Classes of the file. */
const CATEGORIES = 80;
const MEAN_POINTS = 25;

/** Writes a COCO file of made-up polygons, the same in every run: of all sizes, 10 to 40 points, many across one another. */
export function writeCocoFile(path: string, { images, polygonsPerImage, width, height }: CocoScale): void {
  const random = numbersFrom(5);
  const file = openSync(path, 'w');
  const ids = Array.from({ length: images }, (_, i) => i + 1);
  const list = ids.map((id) => ({ id, file_name: `${String(id).padStart(12, '0')}.jpg`, width, height }));
  const categories = Array.from({ length: CATEGORIES }, (_, i) => ({ id: i + 1, name: `class ${i + 1}` }));
  writeSync(file, `{"images":${JSON.stringify(list)},"categories":${JSON.stringify(categories)},"annotations":[`);
  let id = 0;
  for (const image of ids) {
    const parts = Array.from({ length: polygonsPerImage }, () => {
      const points = blob(random, { width, height });
      const category = 1 + Math.floor(random() * CATEGORIES);
      const common = { id: ++id, image_id: image, category_id: category, iscrowd: 0 };
      return JSON.stringify({ ...common, area: 1, bbox: [0, 0, 1, 1], segmentation: [points] });
    });
    writeSync(file, `${image > 1 ? ',' : ''}${parts.join(',')}`);
  }
  writeSync(file, ']}');
  closeSync(file);
}

function blob(random: () => number, { width, height }: { width: number; height: number }): number[] {
  const largest = 0.45 * Math.min(width, height);
  const radius = 6 * (largest / 6) ** random();
  const [x, y] = [random() * width, random() * height];
  const count = Math.floor(MEAN_POINTS * (0.4 + 1.2 * random()));
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    const reach = radius * (0.7 + 0.4 * random());
    return [rounded(x + reach * Math.cos(angle), width), rounded(y + reach * Math.sin(angle), height)];
  }).flat();
}

function rounded(value: number, side: number): number {
  return Math.round(100 * Math.min(side, Math.max(0, value))) / 100;
}

function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
