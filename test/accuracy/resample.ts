import type { TruthMask } from './truth-mask.ts';

/** A part of a mask. */
export function cropTruth(truth: TruthMask, area: { x: number; y: number; width: number; height: number }): TruthMask {
  const width = Math.min(area.width, truth.width - area.x);
  const height = Math.min(area.height, truth.height - area.y);
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    return truth.labels[(area.y + Math.floor(at / width)) * truth.width + area.x + (at % width)];
  });
  return { ...truth, width, height, labels };
}

/**
 * The truth of a mask that was resized: the label in the middle of each pixel; of an enlarged one that at its corner,
 * which is where libvips takes its samples.
 */
export function resizeTruth(truth: TruthMask, width: number, height: number): TruthMask {
  const inside = width > truth.width ? 0 : 0.5;
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const x = Math.floor((((at % width) + inside) * truth.width) / width);
    const y = Math.floor(((Math.floor(at / width) + inside) * truth.height) / height);
    return truth.labels[y * truth.width + x];
  });
  return { ...truth, width, height, labels };
}

/** The truth of a mask at half its size: the commonest label of two by two; of equally common ones the first. */
export function halveTruth(truth: TruthMask): TruthMask {
  const width = truth.width >> 1;
  const height = truth.height >> 1;
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const first = 2 * Math.floor(at / width) * truth.width + 2 * (at % width);
    const four = [0, 1, truth.width, truth.width + 1].map((step) => truth.labels[first + step]);
    const count = (label: number) => four.filter((other) => other === label).length;
    return four.reduce((best, label) => (count(label) > count(best) ? label : best));
  });
  return { ...truth, width, height, labels };
}
