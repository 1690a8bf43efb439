import type { ObjectAct } from '../../../shared/contract/object-schemas.ts';
import type { ActLabel } from '../../../shared/model/act-label.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { classNames } from './class-names.ts';

/** What an act on objects is called in the history. */
export function objectLabel(act: ObjectAct, palette: ProjectPalette | undefined): ActLabel {
  const nameOf = classNames(palette);
  switch (act.kind) {
    case 'merge':
      return { kind: 'merge-objects', count: act.numbers.length };
    case 'split-parts':
      return { kind: 'split-parts', object: act.number };
    case 'split-area':
      return { kind: 'split-object', object: act.number };
    case 'reassign':
      return { kind: 'reassign-objects', count: act.numbers.length, class: nameOf(act.slot) };
    case 'remove':
      return { kind: 'remove-objects', count: act.numbers.length };
    case 'dissolve':
      return { kind: 'dissolve-objects', count: act.numbers.length };
    case 'make-parts':
      return { kind: 'make-objects', class: nameOf(act.slot) };
    case 'make-area':
      return { kind: 'add-object', class: nameOf(act.slot) };
    case 'add-area':
      return { kind: 'add-to-object', object: act.number };
    case 'mark-crowd':
      return { kind: 'mark-crowd', count: act.numbers.length, isCrowd: act.isCrowd };
  }
}
