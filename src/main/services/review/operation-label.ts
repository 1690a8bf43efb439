import type { EditOperation } from '../../../shared/edit/edit-operation.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { countWithNoun } from '../../../shared/words.ts';

/** What an operation is called in the history. */
export function operationLabel(operation: EditOperation, palette: ProjectPalette | undefined): string {
  const nameOf = (slot: number): string =>
    palette?.classes.find((entry) => entry.slot === slot)?.name ?? `class ${slot}`;
  switch (operation.kind) {
    case 'paint':
      return `Paint ${nameOf(operation.slot)}`;
    case 'restore':
      return 'Take back painting';
    case 'fill':
      return `Fill with ${nameOf(operation.slot)}`;
    case 'replace-class':
      return `Replace ${nameOf(operation.from)} by ${nameOf(operation.to)}`;
    case 'remove-islands': {
      const what = operation.slot === undefined ? '' : ` of ${nameOf(operation.slot)}`;
      return `Remove islands${what} below ${countWithNoun(operation.below, 'pixel')}`;
    }
    case 'keep-largest':
      return `Keep the largest place of ${nameOf(operation.slot)}`;
    case 'fill-holes':
      return `Fill holes in ${nameOf(operation.slot)}`;
    case 'smooth':
      return `Smooth boundaries by ${countWithNoun(operation.radius, 'pixel')}`;
    case 'grow':
      return `Grow ${nameOf(operation.slot)} by ${countWithNoun(operation.by, 'pixel')}`;
    case 'shrink':
      return `Shrink ${nameOf(operation.slot)} by ${countWithNoun(operation.by, 'pixel')}`;
    case 'nearest-original':
      return 'Take the nearest colours of the original';
    case 'alternative':
      return 'Take the second most likely labels';
  }
}
