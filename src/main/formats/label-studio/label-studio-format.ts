import type { Dataset, DatasetItem, FileRef } from '../../../shared/model/dataset.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import { backgroundSlot, paletteOfClasses, slotsByName, withBackground } from '../reading/class-table.ts';
import { treeProblems } from '../reading/item-list.ts';
import { baseOf } from '../tree/safe-name.ts';
import { filesWhere, type SourceTree } from '../tree/source-tree.ts';

/**
 * "Brush labels to PNG" of Label Studio: a picture of 0 and 255 per label of a task, whose name tells both. Neither the
 * photo nor the order of the labels is told.
 */
export const labelStudioFormat: DatasetFormat = {
  name: 'label-studio',
  detect: detectLabelStudio,
  open: (tree) => Promise.resolve(openLabelStudio(tree)),
};

/** `task-7-annotation-9-by-1-tag-car-0.png`: who made it and the name of the control hold no hyphens, labels may. */
const NAME = /^(task-\d+-annotation-\d+)-by-[^-]*-[^-]+-(.+)-\d+\.png$/i;

function masksOf(tree: SourceTree): FileRef[] {
  return filesWhere(tree, ({ name }) => NAME.test(baseOf(name)));
}

function detectLabelStudio(tree: SourceTree): Detection | undefined {
  const masks = masksOf(tree);
  const first = masks.at(0);
  return (
    first && {
      confidence: 0.9,
      evidence: { kind: 'label-pictures', file: baseOf(first.name), more: masks.length - 1 },
    }
  );
}

function openLabelStudio(tree: SourceTree): Dataset {
  const layers = masksOf(tree).map((file) => {
    const [, task = '', label = ''] = NAME.exec(baseOf(file.name)) ?? [];
    return { file, label, task: file.name.slice(0, -baseOf(file.name).length) + task };
  });
  const labels = [...new Set(layers.map(({ label }) => label))].sort();
  const classes = withBackground(labels.map((name, i) => ({ name, index: i + 1 })));
  const palette = paletteOfClasses(classes, 'labels of Label Studio');
  const slots = slotsByName(classes, palette);
  const background = backgroundSlot(palette);
  const items = [...Map.groupBy(layers, ({ task }) => task)].map(([task, group]): DatasetItem => {
    const drawn = group.map(({ file, label }) => ({ file, slot: slots.get(label) ?? background }));
    return { stem: baseOf(task), mask: { kind: 'layers', layers: drawn, background } };
  });
  return { format: 'label-studio', palette, items, problems: [...treeProblems(tree)], notes: [] };
}
