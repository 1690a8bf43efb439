import type { FormatEvidence } from '../../../shared/model/format-evidence.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import type { Detection } from '../format.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { readEnds } from '../tree/read-ends.ts';
import { filesWhere, findFile, type SourceTree } from '../tree/source-tree.ts';

/** Annotation files of one dataset; of more, as labelme has one per picture, only the first are looked at. */
const MAX_CANDIDATES = 64;

type CocoKind = 'instances' | 'panoptic';

interface FoundFile {
  readonly file: FileRef;
  readonly kind: CocoKind;
}

/** COCO's annotation files of a tree, or the one that was named. */
function sniffCocoFiles(tree: SourceTree): FoundFile[] {
  const candidates = filesWhere(tree, ({ name }) => /\.json$/i.test(name) && (tree.named ?? name) === name)
    .sort((a, b) => depthOf(a) - depthOf(b))
    .slice(0, MAX_CANDIDATES);
  const found: FoundFile[] = [];
  for (const file of candidates) {
    const kind = kindOf(readEnds(file, tree.limits));
    if (kind !== undefined) found.push({ file, kind });
  }
  return found.sort((a, b) => (a.file.name < b.file.name ? -1 : 1));
}

function depthOf({ name }: FileRef): number {
  return name.split('/').length;
}

/** Told by keys that stand near one of the ends of every such file. */
function kindOf(text: string): CocoKind | undefined {
  const has = (key: string): boolean => text.includes(`"${key}"`);
  if (has('segments_info') && has('annotations')) return 'panoptic';
  const keys = ['images', 'annotations', 'categories', 'image_id', 'file_name'].filter(has);
  const isCoco = has('image_id') || (has('images') && has('annotations'));
  return isCoco && keys.length >= 3 ? 'instances' : undefined;
}

/** The files of instances; of several kinds (`instances_`, `stuff_`, `person_keypoints_`) those of the first. */
export function findCocoFiles(tree: SourceTree): FoundFile[] {
  const found = sniffCocoFiles(tree).filter(({ kind }) => kind === 'instances');
  const named = found.filter(({ file }) => /^(instances|_annotations)/.test(baseOf(file.name)));
  return named.length > 0 ? named : found;
}

/** The files of panoptic segments. */
export function findPanopticFiles(tree: SourceTree): FoundFile[] {
  return sniffCocoFiles(tree).filter(({ kind }) => kind === 'panoptic');
}

export function detectCoco(tree: SourceTree): Detection | undefined {
  return describe(findCocoFiles(tree), tree, 'images and annotations');
}

/**
 * Where the pictures of the segments are there too, they are the masks: COCO's own annotation folder, and panopticapi's,
 * have instances of the same photos beside them.
 */
export function detectPanoptic(tree: SourceTree): Detection | undefined {
  const found = findPanopticFiles(tree);
  const detection = describe(found, tree, 'segments_info');
  const pictured = found.find(({ file }) => hasPictures(file, tree));
  if (detection === undefined || pictured === undefined || tree.named !== undefined) return detection;
  return { confidence: 0.93, evidence: { ...detection.evidence, pictures: stemOf(pictured.file.name) } };
}

/** In a folder that has the file's own name, as COCO has them. */
function hasPictures(file: FileRef, tree: SourceTree): boolean {
  const folder = `${stemOf(file.name)}/`;
  return findFile(tree, ({ name }) => name.startsWith(folder) && /\.(png|jpe?g)$/i.test(name)) !== undefined;
}

interface JsonDetection extends Detection {
  readonly evidence: Extract<FormatEvidence, { kind: 'json' }>;
}

function describe(found: readonly FoundFile[], tree: SourceTree, key: string): JsonDetection | undefined {
  const first = found.at(0);
  if (first === undefined) return undefined;
  const evidence = { kind: 'json', file: first.file.name, more: found.length - 1, key } as const;
  return { confidence: tree.named === undefined ? 0.9 : 1, evidence };
}
