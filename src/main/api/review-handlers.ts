import type { reviewCalls } from '../../shared/contract/review-calls.ts';
import { acceptCertified, decideMasks } from '../services/review/decide.ts';
import { previewForAll, startEditAll } from '../services/review/edit-all.ts';
import { editMask, previewEdit } from '../services/review/edit-mask.ts';
import { saveView } from '../services/review/mask-views.ts';
import { describeChanges, describeMask, findUncertain, listObjects } from '../services/review/study-mask.ts';
import type { ApiContext, Handlers } from './handler.ts';

export const reviewHandlers: Handlers<keyof typeof reviewCalls> = {
  'review.queue': (request, { workspace }) => workspace.session().database.queue(request),
  'review.ids': async (request, { workspace }) => ({ ids: await workspace.session().database.queuedIds(request) }),
  'review.counts': ({ filter }, { workspace }) => workspace.session().database.reviewCounts(filter),
  'review.next': (request, { workspace }) => workspace.session().database.nextMask(request),
  'review.savedFilters': (_, { workspace }) => workspace.session().database.savedFilters(),
  'review.saveFilter': (filter, { workspace }) => workspace.session().database.saveFilter(filter),
  'review.removeFilter': ({ name }, { workspace }) => workspace.session().database.removeFilter(name),
  'review.decide': async (request, context) => {
    return decideMasks(context.workspace.session(), { ...request, by: await personName(context) });
  },
  'review.note': async ({ id, note }, { workspace }) => {
    const session = workspace.session();
    await session.database.setNote(id, note.trim());
    session.touch([id]);
    return {};
  },
  'review.certifiedPreview': ({ filter }, { workspace }) => workspace.session().database.certifiedPreview(filter),
  'review.acceptCertified': async ({ filter }, context) => {
    return acceptCertified(context.workspace.session(), filter, await personName(context));
  },
  'review.mask': ({ id }, { workspace }) => describeMask(workspace.session(), id),
  'review.places': ({ id }, { workspace }) => findUncertain(workspace.session(), id),
  'review.edge': async ({ id }, { workspace }) => {
    const cut = await workspace.session().edges.cut(id);
    if (cut === undefined) return {};
    const { x, y, width, height, coloursBefore, coloursAfter } = cut;
    return { edge: { x, y, width, height, coloursBefore, coloursAfter } };
  },
  'review.changes': ({ id }, { workspace }) => describeChanges(workspace.session(), id),
  'review.edit': (request, { workspace }) => editMask(workspace.session(), request),
  'review.previewEdit': ({ id, operation }, { workspace }) => previewEdit(workspace.session(), id, operation),
  'review.previewForAll': (request, { workspace }) => previewForAll(workspace.session(), request),
  'review.editAll': async (request, { workspace }) => ({ job: await startEditAll(workspace.session(), request) }),
  'review.objects': ({ id, ...wanted }, { workspace }) => listObjects(workspace.session(), id, wanted),
  'review.saveView': ({ id, ...request }, { workspace }) => saveView(workspace.session(), id, request),
};

async function personName({ workspace }: ApiContext): Promise<string> {
  return (await workspace.settings.read()).personName;
}
