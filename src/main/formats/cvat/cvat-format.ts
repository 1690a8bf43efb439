import type { DatasetFormat, Detection } from '../format.ts';
import { filesBelow, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';
import { openVoc } from '../voc/voc-import.ts';
import { cvatExporter } from './cvat-export.ts';

/** CVAT "Segmentation mask 1.1", https://docs.cvat.ai/docs/manual/advanced/formats/format-smask/; read as VOC is. */
export const cvatFormat: DatasetFormat = {
  name: 'cvat',
  detect: detectCvat,
  open: async (tree, options) => ({ ...(await openVoc(tree, options)), format: 'cvat' }),
  exporter: cvatExporter,
};

function detectCvat(tree: SourceTree): Detection | undefined {
  const root = parentsOf(tree, 'SegmentationClass').at(0);
  if (root === undefined || !tree.files.has(inside(root, 'labelmap.txt'))) return undefined;
  const folder = 'SegmentationClass';
  const files = filesBelow(tree, inside(root, folder)).length;
  // VOC as Datumaro writes it has a label map too, but in the end both are read alike.
  return { confidence: 0.95, evidence: { kind: 'list-beside-folder', list: 'labelmap.txt', folder, files } };
}
