import { countWithNoun } from '../../../shared/words.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import type { SourceTree } from '../tree/source-tree.ts';
import { cityscapesExporter } from './cityscapes-export.ts';
import { cityscapesGroups, openCityscapes } from './cityscapes-import.ts';

/** Cityscapes, https://github.com/mcordts/cityscapesScripts. */
export const cityscapesFormat: DatasetFormat = {
  name: 'cityscapes',
  title: 'Cityscapes',
  detect: detectCityscapes,
  open: openCityscapes,
  exporter: cityscapesExporter,
};

function detectCityscapes(tree: SourceTree): Detection | undefined {
  const groups = cityscapesGroups(tree);
  if (groups.length === 0) return undefined;
  const kinds = new Set(groups.flatMap((group) => [...group.kinds.keys()]));
  return { confidence: 0.95, evidence: `${countWithNoun(groups.length, 'picture')} with ${[...kinds].join(', ')}` };
}
