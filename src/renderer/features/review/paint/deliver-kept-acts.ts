import { makeStaleNow } from '../../../api/stale-answers.ts';
import { call } from '../../../api/client.ts';
import { changeProject } from '../../../state/change-project.ts';
import { ActIsKeptError, deliverAct, deliverSaid } from '../../../state/deliver-act.ts';
import { type KeptAct, keptActs, type KeptEdit, type KeptSaid } from '../../../state/kept-acts.ts';
import { tellLabels } from '../../../state/label-revisions.ts';
import { useProjectStore } from '../../../state/project-store.ts';
import { text } from '../../../strings/text.ts';
import { explain } from '../../../strings/explain.ts';
import { tell } from '../../../ui/tell.tsx';

/** From now on hands to the services, whenever a project is opened, what was painted and said in it and never answered. */
export function followKeptActs(): void {
  useProjectStore.subscribe(({ project }, before) => {
    if (project !== undefined && project.path !== before.project?.path) void deliverAll(project.path);
  });
}

async function deliverAll(project: string): Promise<void> {
  const acts = keptActs(project);
  if (acts.length === 0) return;
  const latest = new Map<number, number>();
  try {
    for (const kept of acts) await (isSaid(kept) ? deliverWord(kept) : deliverNext(kept, latest));
    tell({ level: 'success', title: text.paint.keptSaved(acts.length) });
  } catch (error) {
    if (!(error instanceof ActIsKeptError))
      tell({ level: 'warning', title: text.paint.keptFailed, text: explain(error) });
  }
}

function isSaid(kept: KeptAct): kept is KeptSaid {
  return 'input' in kept;
}

async function deliverWord(kept: KeptSaid): Promise<void> {
  await changeProject(async () => {
    await deliverSaid(kept);
  });
  makeStaleNow('review.');
}

/** `latest`: the labels of each mask as far as this has gone. */
async function deliverNext(kept: KeptEdit, latest: Map<number, number>): Promise<void> {
  const { mask } = kept;
  const known = latest.get(mask) ?? kept.labelsRevision;
  const edited = await changeProject(async () =>
    deliverAct(kept, known ?? (await call('review.mask', { id: mask })).labelsRevision),
  );
  latest.set(mask, edited.labelsRevision);
  tellLabels({ mask, labelsRevision: edited.labelsRevision });
}
