import type { EditOperation } from '../../../shared/edit/edit-operation.ts';
import type { ActLabel } from '../../../shared/model/act-label.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { classNames } from './class-names.ts';

/** What an operation is called in the history. */
export function operationLabel(operation: EditOperation, palette: ProjectPalette | undefined): ActLabel {
  const nameOf = classNames(palette);
  const { kind } = operation;
  switch (kind) {
    case 'paint':
    case 'fill':
    case 'keep-largest':
    case 'fill-holes':
      return { kind, class: nameOf(operation.slot) };
    case 'grow':
    case 'shrink':
      return { kind, class: nameOf(operation.slot), by: operation.by };
    case 'replace-class':
      return { kind, from: nameOf(operation.from), to: nameOf(operation.to) };
    case 'remove-islands': {
      const { slot, below } = operation;
      return { kind, below, ...(slot !== undefined && { class: nameOf(slot) }) };
    }
    case 'smooth':
      return { kind, radius: operation.radius };
    case 'restore':
    case 'nearest-original':
    case 'alternative':
      return { kind };
  }
}
