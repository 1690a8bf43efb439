import type { ActLabel } from '../../../shared/model/act-label.ts';
import { formatCounted } from '../format.ts';
import { presetsText } from './presets.ts';

type Acts = { readonly [Kind in ActLabel['kind']]: (act: Extract<ActLabel, { kind: Kind }>) => string };

const masks = (count: number): string => formatCounted(count, 'mask');
const files = (count: number): string => formatCounted(count, 'file');
const objects = (count: number): string => formatCounted(count, 'object');
const pixels = (count: number): string => formatCounted(count, 'pixel');
const quoted = (name: string): string => `"${name}"`;

/** What the acts of the history are called. */
export const actsText: Acts = {
  'find-classes': () => 'Find classes',
  'add-object-classes': () => 'Add classes for objects',
  'take-classes': ({ from }) => `Take the classes of ${from}`,
  'take-preset': ({ preset }) => `Take the classes of ${presetsText.palette[preset]}`,
  'rename-class': (act) => `Rename "${act.class}" to "${act.to}"`,
  'recolour-class': (act) => `Recolour "${act.class}"`,
  'set-role': (act) => `Make "${act.class}" ${act.role}`,
  'set-index': (act) => `Give "${act.class}" index ${act.index}`,
  'lock-class': (act) => `Lock "${act.class}"`,
  'unlock-class': (act) => `Unlock "${act.class}"`,
  'mark-class': (act) => `Show "${act.class}" otherwise`,
  'reorder-classes': () => 'Reorder classes',
  'renumber-classes': () => 'Reorder and renumber classes',
  'add-class': (act) => `Add "${act.class}"`,
  'remove-class': (act) => `Remove "${act.class}"`,
  'merge-classes': ({ from, into }) => `Merge ${from.map(quoted).join(', ')} into "${into}"`,
  'claim-colour': (act) => `Take another colour for "${act.class}"`,
  'split-class': (act) => `Split "${act.off}" off "${act.class}"`,
  paint: (act) => `Paint ${act.class}`,
  restore: () => 'Take back painting',
  fill: (act) => `Fill with ${act.class}`,
  'replace-class': ({ from, to }) => `Replace ${from} by ${to}`,
  'remove-islands': (act) =>
    `Remove islands${act.class === undefined ? '' : ` of ${act.class}`} below ${pixels(act.below)}`,
  'keep-largest': (act) => `Keep the largest place of ${act.class}`,
  'fill-holes': (act) => `Fill holes in ${act.class}`,
  smooth: ({ radius }) => `Smooth boundaries by ${pixels(radius)}`,
  grow: (act) => `Grow ${act.class} by ${pixels(act.by)}`,
  shrink: (act) => `Shrink ${act.class} by ${pixels(act.by)}`,
  'nearest-original': () => 'Take the nearest colours of the original',
  alternative: () => 'Take the second most likely labels',
  'merge-objects': ({ count }) => `Merge ${objects(count)}`,
  'split-parts': ({ object }) => `Split object ${object} into its parts`,
  'split-object': ({ object }) => `Split object ${object}`,
  'reassign-objects': (act) => `Make ${objects(act.count)} ${act.class}`,
  'remove-objects': ({ count }) => `Remove ${objects(count)}`,
  'dissolve-objects': ({ count }) => `Dissolve ${objects(count)}`,
  'make-objects': (act) => `Make objects of ${act.class}`,
  'add-object': (act) => `Add an object of ${act.class}`,
  'add-to-object': ({ object }) => `Add to object ${object}`,
  'mark-crowd': ({ count, isCrowd }) => `Mark ${objects(count)} as ${isCrowd ? '' : 'no '}crowd`,
  'take-out': ({ count }) => `Take out ${files(count)}`,
  'make-masks': ({ count }) => `Make ${files(count)} masks`,
  'make-photos': ({ count }) => `Make ${files(count)} photos`,
  pair: ({ count }) => `Pair ${masks(count)}`,
  'pair-by-name': ({ count }) => `Pair ${masks(count)} by name`,
  'read-as': ({ count, meaning }) => `Read ${masks(count)} as ${meaning === 'auto' ? 'what they seem' : meaning}`,
  decide: ({ count, decision }) => `Mark ${masks(count)} ${decision}`,
  'accept-certified': ({ count }) => `Accept ${formatCounted(count, 'certified mask')}`,
  'write-note': () => 'Write a note',
  'remove-note': () => 'Remove a note',
};
