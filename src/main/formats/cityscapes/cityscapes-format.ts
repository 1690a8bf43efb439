import type { DatasetFormat, Detection } from '../format.ts';
import type { SourceTree } from '../tree/source-tree.ts';
import { cityscapesExporter } from './cityscapes-export.ts';
import { cityscapesGroups, openCityscapes } from './cityscapes-import.ts';

/** Cityscapes, https://github.com/mcordts/cityscapesScripts. */
export const cityscapesFormat: DatasetFormat = {
  name: 'cityscapes',
  detect: detectCityscapes,
  open: openCityscapes,
  exporter: cityscapesExporter,
};

function detectCityscapes(tree: SourceTree): Detection | undefined {
  const groups = cityscapesGroups(tree);
  if (groups.length === 0) return undefined;
  const endings = [...new Set(groups.flatMap((group) => [...group.kinds.keys()]))];
  return { confidence: 0.95, evidence: { kind: 'pictures-with', pictures: groups.length, endings } };
}
