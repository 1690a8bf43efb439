import { countWithNoun } from '../../../shared/words.ts';
import type { DatasetFormat } from '../format.ts';
import { filesBelow, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';
import { vocExporter } from './voc-export.ts';
import { openVoc } from './voc-import.ts';

/** Pascal VOC: http://host.robots.ox.ac.uk/pascal/VOC/voc2012/devkit_doc.pdf. */
export const vocFormat: DatasetFormat = {
  name: 'voc',
  title: 'Pascal VOC',
  detect: detectVoc,
  open: openVoc,
  exporter: vocExporter,
};

function detectVoc(tree: SourceTree) {
  const root = parentsOf(tree, 'SegmentationClass').at(0);
  if (root === undefined) return undefined;
  const masks = filesBelow(tree, inside(root, 'SegmentationClass')).length;
  const hasSets = filesBelow(tree, inside(root, 'ImageSets')).length > 0;
  const evidence = `SegmentationClass with ${countWithNoun(masks, 'file')}${hasSets ? ', ImageSets' : ''}`;
  return { confidence: hasSets ? 0.9 : 0.8, evidence };
}
