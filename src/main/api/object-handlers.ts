import type { objectCalls } from '../../shared/contract/object-calls.ts';
import { describeMeaning, describeMeanings, setMeaning } from '../services/classes/mask-meanings.ts';
import { editObjects, listObjects, objectAt, previewObjects } from '../services/review/objects.ts';
import type { Handlers } from './handler.ts';

export const objectHandlers: Handlers<keyof typeof objectCalls> = {
  'objects.list': (request, { workspace }) => listObjects(workspace.session(), request),
  'objects.at': (request, { workspace }) => objectAt(workspace.session(), request),
  'objects.edit': (request, { workspace }) => editObjects(workspace.session(), request),
  'objects.preview': ({ id, act }, { workspace }) => previewObjects(workspace.session(), id, act),
  'objects.meaning': ({ id }, { workspace }) => describeMeaning(workspace.session(), id),
  'objects.folders': (_, { workspace }) => describeMeanings(workspace.session()),
  'objects.setMeaning': async ({ selection, choice }, { workspace }) => {
    return { changed: await setMeaning(workspace.session(), selection, choice) };
  },
};
