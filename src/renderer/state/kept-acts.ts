import type { CallInput } from '../../shared/contract/calls.ts';
import { host } from '../api/host.ts';

type EditCall = 'review.edit' | 'objects.edit';
/** What a person says of masks: said twice, it is as if it had been said once. */
type SaidCall = 'review.decide' | 'review.note';

interface Kept {
  /** By which the services know it again. */
  readonly key: string;
  /** Path of the project that it belongs to. */
  readonly project: string;
  /** Milliseconds since 1970; between acts of one millisecond `order` decides. */
  readonly at: number;
  readonly order: number;
}

/** An act on the labels of a mask that the services have not answered yet. */
export interface KeptEdit extends Kept {
  readonly mask: number;
  readonly call: EditCall;
  readonly act: CallInput<EditCall>['act'];
  /** The labels that it is made on; undefined where they are what the act before it makes of them. */
  readonly labelsRevision: number | undefined;
}

/** What was said of masks, and the services have not answered yet. */
export interface KeptSaid<Name extends SaidCall = SaidCall> extends Kept {
  readonly call: Name;
  readonly input: CallInput<Name>;
}

export type KeptAct = KeptEdit | KeptSaid;

const PREFIX = 'maskmend.act.';
const MOST_DAYS = 30;
const DAY_MS = 86_400_000;

let order = 0;

/** Undefined in a browser that keeps nothing for this page: to ask for it throws there. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** Keeps an act in the browser until it is dropped, so that a page that is loaded anew can still hand it on. */
export function keepAct<Act extends { readonly project: string; readonly call: KeptAct['call'] }>(
  act: Act,
): Act & Kept {
  const kept = { ...act, key: crypto.randomUUID(), at: Date.now(), order: order++ };
  writeAct(kept);
  return kept;
}

/** Says on which labels an act is made, now that it is known. */
export function rebaseAct(kept: KeptEdit, labelsRevision: number): void {
  const rebased: KeptEdit = { ...kept, labelsRevision };
  if (kept.labelsRevision !== labelsRevision) writeAct(rebased);
}

export function dropAct({ key }: Pick<Kept, 'key'>): void {
  storage()?.removeItem(PREFIX + key);
}

/** What is kept of a project, in the order in which it was done. */
export function keptActs(project: string): KeptAct[] {
  const names = Object.keys(storage() ?? {}).filter((name) => name.startsWith(PREFIX));
  const acts = names.flatMap((name) => readAct(name) ?? []);
  return acts.filter((act) => act.project === project).sort((a, b) => a.at - b.at || a.order - b.order);
}

function writeAct(act: Kept): void {
  try {
    storage()?.setItem(PREFIX + act.key, JSON.stringify(act));
    host.writeStorage?.();
  } catch {
    // The browser has no room for it, or keeps nothing: the page itself still has it.
  }
}

/** Undefined where it is nothing that was kept here, or of a project that nobody opens any more. */
function readAct(name: string): KeptAct | undefined {
  try {
    // Written above; the services check it as they check every call.
    const act = JSON.parse(storage()?.getItem(name) ?? '') as KeptAct;
    if (Date.now() - act.at < MOST_DAYS * DAY_MS) return act;
  } catch {
    // Not readable: dropped as well.
  }
  storage()?.removeItem(name);
  return undefined;
}
