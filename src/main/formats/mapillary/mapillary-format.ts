import { nameKey } from '../../../shared/name-key.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Dataset, DatasetItem, FileRef } from '../../../shared/model/dataset.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { missingPhotos, readPaletteOf, treeProblems } from '../reading/item-list.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfPath } from '../reading/split-name.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { filesWhere, type SourceTree } from '../tree/source-tree.ts';

/** Mapillary Vistas: `config_v*.json`, indexed pictures in `labels`, numbers label * 256 + n in `instances`. */
export const mapillaryFormat: DatasetFormat = {
  name: 'mapillary',
  detect: detectMapillary,
  open: openMapillary,
};

/** The configuration that was named, else the newest, and the folder of its version. */
function configOf(tree: SourceTree): { readonly file: FileRef; readonly version: string } | undefined {
  const configs = filesWhere(tree, ({ name }) => name.endsWith('.json')).flatMap((file) => {
    const version = /(?:^|\/)config(?:_(v[\d.]+))?\.json$/.exec(file.name);
    return version === null ? [] : [{ file, version: version.at(1) ?? '' }];
  });
  const named = configs.find(({ file }) => file.name === tree.named);
  return named ?? configs.sort((a, b) => (a.version < b.version ? 1 : -1)).at(0);
}

/** Older releases have no folder of the version. */
function labelsOf(tree: SourceTree, version: string): FileRef[] {
  const labels = filesWhere(tree, ({ name }) => /(^|\/)labels\/[^/]+\.png$/i.test(name));
  const own = labels.filter(({ name }) => name.includes(`${version}/labels/`));
  return version !== '' && own.length > 0 ? own : labels;
}

function detectMapillary(tree: SourceTree): Detection | undefined {
  const config = configOf(tree);
  const labels = config === undefined ? 0 : labelsOf(tree, config.version).length;
  return config === undefined || labels === 0
    ? undefined
    : { confidence: 0.95, evidence: { kind: 'list-and-labels', list: config.file.name, files: labels } };
}

async function openMapillary(tree: SourceTree): Promise<Dataset> {
  const config = configOf(tree);
  if (config === undefined) throw new MaskmendError('not-found', 'has no config file', { path: tree.path });
  const { palette, problems } = await readPaletteOf(config.file, tree.limits);
  const coding = codingOf(palette, 'index');
  const photos = picturesByStem(tree, '');
  const items = labelsOf(tree, config.version).map((file): DatasetItem => {
    const split = file.name
      .slice(0, file.name.indexOf('labels/'))
      .replace(new RegExp(`(^|/)${escapeVersion(config.version)}/$`), '$1');
    const base = stemOf(baseOf(file.name));
    const numbers = tree.files.get(file.name.replace(/(^|\/)labels\/([^/]+)$/, '$1instances/$2'));
    return {
      stem: base,
      photo: photos.get(nameKey(`${split}images/${base}`)),
      split: splitOfPath(split),
      mask: { kind: 'picture', file, coding, objects: objectsOf(numbers) },
    };
  });
  return {
    format: 'mapillary',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}

function escapeVersion(version: string): string {
  return version.replaceAll('.', String.raw`\.`);
}

/** The first object of a label has the number label * 256 and counts: every number is one. */
function objectsOf(file: FileRef | undefined) {
  return file && { file, reading: 'index' as const, lowest: 0, leftOut: [] };
}
