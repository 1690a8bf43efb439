import type { classCalls } from '../../shared/contract/class-calls.ts';
import { paletteFileFormats } from '../../shared/palette/palette-files.ts';
import {
  applyPreset,
  editProjectClasses,
  exportClasses,
  importClasses,
  inferClasses,
  listPresets,
  previewEdit,
} from '../services/classes/classes.ts';
import { describePalette, describeUnclaimed } from '../services/classes/describe-palette.ts';
import { colourAt, placesOf } from '../services/sources/source-pixels.ts';
import type { Handlers } from './handler.ts';

export const classHandlers: Handlers<keyof typeof classCalls> = {
  'classes.get': (_, { workspace }) => describePalette(workspace.session()),
  'classes.infer': ({ revision }, { workspace }) => inferClasses(workspace.session(), revision),
  'classes.presets': () => listPresets(),
  'classes.applyPreset': ({ revision, preset }, { workspace }) => applyPreset(workspace.session(), revision, preset),
  'classes.importFile': ({ revision, file }, { workspace }) => importClasses(workspace.session(), revision, file),
  'classes.exportFormats': () => [...paletteFileFormats],
  'classes.exportFile': (request, { workspace }) => exportClasses(workspace.session(), request),
  'classes.edit': ({ revision, edit }, { workspace }) => editProjectClasses(workspace.session(), revision, edit),
  'classes.affected': ({ edit }, { workspace }) => previewEdit(workspace.session(), edit),
  'classes.unclaimed': (page, { workspace }) => describeUnclaimed(workspace.session(), page),
  'classes.places': async ({ file, rgb }, { workspace }) => ({
    places: await placesOf(workspace.session(), file, rgb),
  }),
  'classes.colourAt': async ({ file, ...place }, { workspace }) => ({
    rgb: await colourAt(workspace.session(), file, place),
  }),
};
