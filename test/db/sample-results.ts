import type { FileFacts } from '../../src/shared/model/file-facts.ts';
import type { Palette, PaletteClass } from '../../src/shared/model/palette.ts';
import type { ReadSource } from '../../src/main/db/tables/files-table.ts';
import type { NewRepair } from '../../src/main/db/project-store.ts';
import { toTiles } from '../../src/main/db/labels/mask-tiles.ts';

const jpegFacts: FileFacts = {
  format: 'jpeg',
  bytes: 1234,
  width: 5,
  height: 3,
  channels: 'rgb',
  bitDepth: 8,
  orientation: 1,
  hasColourProfile: false,
  frames: 1,
  jpeg: {
    quality: 75,
    hasStandardTables: true,
    tableDeviation: 0,
    subsampling: '4:2:0',
    colourModel: 'ycbcr',
    isProgressive: false,
    isArithmetic: false,
    restartInterval: 0,
    encoderHints: ['JFIF 1.01'],
  },
  notes: [],
};

export const readSource: ReadSource = {
  // More nanoseconds than a double holds exactly.
  stamp: { bytes: 1234, modifiedNs: 1_763_647_200_123_456_789n },
  sha256: 'ab'.repeat(32),
  facts: jpegFacts,
};

export function colourClass(slot: number, name: string, rgb: PaletteClass['rgb']): PaletteClass {
  return { slot, name, index: slot, rgb, role: slot === 0 ? 'background' : 'class' };
}

export const palette: Palette = {
  coding: 'colour',
  source: 'test',
  classes: [colourClass(0, 'ground', [0, 0, 0]), colourClass(1, 'tree', [0, 128, 0])],
};

const labelMap = { width: 5, height: 3, labels: Uint8Array.from({ length: 15 }, (_, pixel) => pixel % 2) };

export function repairOf(fileId: number, jobId: number): NewRepair {
  return {
    jobId,
    fileId,
    status: 'repaired',
    read: readSource,
    verdict: { kind: 'jpeg-once', text: 'saved once as JPEG', confidence: 0.9 },
    origin: { sourceSha256: readSource.sha256, paletteHash: 'p', engineVersion: 1, preset: 'draft' },
    metrics: {
      width: 5,
      height: 3,
      coloursBefore: 40,
      changedPixels: 3,
      uncertainPixels: 1,
      certifiedBlocks: 1,
      edgeBlocks: 1,
      classes: [
        { slot: 0, pixels: 8 },
        { slot: 1, pixels: 7 },
      ],
      warnings: ['a warning'],
      ms: 1.5,
    },
    outputs: [{ path: '/out/a.png', format: 'indexed', sha256: 'cd'.repeat(32) }],
    tiles: toTiles({ labelMap, confidence: new Uint8Array(15).fill(255) }),
  };
}
