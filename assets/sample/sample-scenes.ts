import type { JpegOptions } from 'sharp';
import type { Scene } from './drawing/scene.ts';
import { drawCells } from './scenes/cells.ts';
import { drawField } from './scenes/field.ts';
import { drawHarbour } from './scenes/harbour.ts';
import { drawSite } from './scenes/site.ts';
import { drawStreet } from './scenes/street.ts';
import { drawVillage } from './scenes/village.ts';

export interface SampleScene {
  readonly name: string;
  readonly draw: () => Scene;
  /** How the mask was damaged; without it the mask is a PNG, not damaged at all. */
  readonly damage?: JpegOptions;
}

export const sampleScenes: readonly SampleScene[] = [
  { name: 'street', draw: drawStreet, damage: { quality: 75, chromaSubsampling: '4:2:0' } },
  { name: 'harbour', draw: drawHarbour, damage: { quality: 90, chromaSubsampling: '4:2:0', progressive: true } },
  { name: 'field', draw: drawField, damage: { quality: 85, chromaSubsampling: '4:4:4' } },
  { name: 'cells', draw: drawCells, damage: { quality: 95, chromaSubsampling: '4:2:0' } },
  { name: 'site', draw: drawSite, damage: { quality: 50, chromaSubsampling: '4:4:4' } },
  { name: 'village', draw: drawVillage },
];
