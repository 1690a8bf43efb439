import type { DatasetFormat } from '../format.ts';
import { filesBelow, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';
import { vocExporter } from './voc-export.ts';
import { openVoc } from './voc-import.ts';

/** Pascal VOC: http://host.robots.ox.ac.uk/pascal/VOC/voc2012/devkit_doc.pdf. */
export const vocFormat: DatasetFormat = {
  name: 'voc',
  detect: detectVoc,
  open: openVoc,
  exporter: vocExporter,
};

function detectVoc(tree: SourceTree) {
  const root = parentsOf(tree, 'SegmentationClass').at(0);
  if (root === undefined) return undefined;
  const folder = 'SegmentationClass';
  const files = filesBelow(tree, inside(root, folder)).length;
  const hasSets = filesBelow(tree, inside(root, 'ImageSets')).length > 0;
  const evidence = { kind: 'filled-folder', folder, files, ...(hasSets && { beside: 'ImageSets' }) } as const;
  return { confidence: hasSets ? 0.9 : 0.8, evidence };
}
