import type { Dataset, DatasetProblem } from '../../../shared/model/dataset.ts';
import { withoutRepetition } from '../../../shared/palette/formats/class-names.ts';
import { sharedColours } from '../../../shared/palette/palette-warnings.ts';

/**
 * A dataset whose classes have names of their own, the later of equal names counted, and what its table of classes leaves
 * in doubt: equal names, and equal colours where the masks are read by colour.
 */
export function checkClasses(dataset: Dataset): Dataset {
  const { palette } = dataset;
  const names = withoutRepetition(palette.classes.map(({ name }) => name));
  const classes = palette.classes.map((entry, i) => ({ ...entry, name: names[i] }));
  const doubts = [
    ...palette.classes.flatMap(({ name }, i) =>
      name === names[i] ? [] : [`two classes are called ${name}; the second is called ${names[i]} here`],
    ),
    ...(isReadByColour(dataset) ? sharedColours(palette) : []),
  ];
  if (doubts.length === 0) return dataset;
  const file = palette.source.replace(/^file /, '');
  const problems = doubts.map((message): DatasetProblem => ({ file, message, isWarning: true }));
  return { ...dataset, palette: { ...palette, classes }, problems: [...problems, ...dataset.problems] };
}

function isReadByColour({ items }: Dataset): boolean {
  const source = items.at(0)?.mask;
  if (typeof source !== 'object' || source.kind !== 'picture') return false;
  return source.coding.reading === 'colour' || source.coding.reading === 'either';
}
