import type { DatasetFormat, Detection } from '../format.ts';
import { readText, type SourceTree } from '../tree/source-tree.ts';
import { labelmeExporter } from './labelme-export.ts';
import { labelmeFiles, openLabelme } from './labelme-import.ts';
import { readLabelmeShapes } from './labelme-shapes.ts';

/** labelme, https://github.com/wkentaro/labelme. */
export const labelmeFormat: DatasetFormat = {
  name: 'labelme',
  detect: detectLabelme,
  open: openLabelme,
  readShapes: readLabelmeShapes,
  exporter: labelmeExporter,
};

/** Files looked at: one that is of labelme tells enough. */
const LOOKED_AT = 5;

async function detectLabelme(tree: SourceTree): Promise<Detection | undefined> {
  const files = labelmeFiles(tree);
  for (const file of files.slice(0, LOOKED_AT)) {
    const text = await readText(file, tree.limits).catch(() => '');
    const isLabelme = text.includes('"shapes"') && text.includes('"imagePath"');
    if (isLabelme)
      return {
        confidence: 0.85,
        evidence: { kind: 'shapes', file: file.name, more: files.length - 1 },
      };
  }
  return undefined;
}
