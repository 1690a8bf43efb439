import type { HintOption } from '../../shared/errors.ts';
import type { FileRef } from '../../shared/model/dataset.ts';
import { extensionOf } from './tree/safe-name.ts';
import { readEnds } from './tree/read-ends.ts';
import { filesWhere, type SourceTree } from './tree/source-tree.ts';

/** Annotations that people have, and that no format here reads. */
interface ForeignKind {
  /** What they are: `holds ... in FILE, which are not read`. */
  readonly what: string;
  /** Extensions of their files, with the dot. */
  readonly extensions: readonly string[];
  /** Each stands near one of the file's ends. */
  readonly signs: readonly RegExp[];
  /** What a person can do. */
  readonly hint: string;
  readonly option?: HintOption;
}

const AS_COCO = 'export them from there in the format of COCO';
const AS_MASKS = 'export them from there as masks';

const KINDS: readonly ForeignKind[] = [
  {
    what: 'annotations of the VGG Image Annotator',
    extensions: ['.json', '.csv'],
    signs: [/_via_img_metadata|"?shape_attributes"?|region_shape_attributes/],
    hint: AS_COCO,
  },
  {
    what: 'annotations of Label Studio',
    extensions: ['.json'],
    signs: [/"original_width"/, /"from_name"/],
    hint: AS_COCO,
  },
  {
    what: 'predictions in the format of COCO',
    extensions: ['.json'],
    signs: [/^\s*\[\s*\{[^[\]{}]*"image_id"/, /"segmentation"|"bbox"/],
    hint: 'they name neither pictures nor classes: put them in place of the annotations of the file that does',
  },
  {
    what: 'annotations of Datumaro in JSON',
    extensions: ['.json'],
    signs: [/"dm_format_version"|"infos"/, /"items"/],
    hint: 'export them from Datumaro or CVAT in the format of COCO or Pascal VOC',
  },
  {
    what: 'annotations of CVAT in XML',
    extensions: ['.xml'],
    signs: [/<annotations>/, /<(image|track) id=/],
    hint: 'export them from CVAT as "Segmentation mask 1.1" or "COCO 1.0"',
  },
  {
    what: 'polygons of LabelMe in XML',
    extensions: ['.xml'],
    signs: [/<annotation>/, /<polygon>/],
    hint: 'convert them to the format of COCO or labelme',
  },
  {
    what: 'boxes of Pascal VOC',
    extensions: ['.xml'],
    signs: [/<annotation[ >]/, /<bndbox>/],
    hint: 'boxes are no masks; those lie in SegmentationClass',
  },
  {
    what: 'polygons of Cityscapes',
    extensions: ['.json'],
    signs: [/"imgHeight"/, /"objects"/, /"polygon"/],
    hint: "make pictures of them first, with cityscapesScripts' preparation",
  },
  {
    what: 'annotations of V7 Darwin',
    extensions: ['.json'],
    signs: [/darwin_json|darwin-public|"slot_names?"/, /"annotations"/],
    hint: AS_COCO,
  },
  { what: 'annotations of Labelbox', extensions: ['.json', '.ndjson'], signs: [/"data_row"/], hint: AS_MASKS },
  {
    what: 'annotations of Segments.ai',
    extensions: ['.json'],
    signs: [/"segmentation_bitmap"/],
    hint: 'export them with segments-ai in the format of COCO panoptic',
  },
  {
    what: 'objects of Open Images',
    extensions: ['.csv'],
    signs: [/^(\xef\xbb\xbf)?MaskPath,ImageID,LabelName/],
    hint: 'each of its pictures is one object: paint those of a photo into one mask first',
  },
  {
    what: 'run-length codes',
    extensions: ['.csv'],
    signs: [/^[^\n]*(EncodedPixels|rle_mask)/],
    hint: 'decode them to pictures first',
  },
  {
    what: 'labels of YOLO without the names of their classes',
    extensions: ['.txt'],
    signs: [/^\d+( +[-+.\de]+){4,} *\r?(\n|$)/i],
    hint: "put the set's data.yaml beside them, or a classes.txt with a name a line",
  },
  {
    what: 'names of objects of ADE20K as of 2016',
    extensions: ['.txt'],
    signs: [/^\d{3} # \d+ # [01] # /],
    hint: 'take the set of 2021, whose JSON files tell the classes, or SceneParse150',
  },
  {
    what: 'arrays of NumPy without the names of their classes',
    extensions: ['.npy'],
    signs: [/^\x93NUMPY/],
    hint: 'put a dataset_meta.json above them that tells the classes, such as {"label_map": {"0": "background", "1": "car"}}',
  },
  {
    what: 'names of classes of SageMaker Ground Truth',
    extensions: ['.manifest'],
    signs: [/"source-ref"/],
    hint: 'put a list of the classes beside the masks, such as labelmap.txt',
    option: '--palette',
  },
];

/** Files looked at of each extension: one tells enough. */
const LOOKED_AT = 8;

interface FoundForeign extends Pick<ForeignKind, 'what' | 'hint' | 'option'> {
  readonly file: FileRef;
}

/** Annotations in a tree that are not read, those that lie uppermost. */
export function findForeign(tree: SourceTree): FoundForeign | undefined {
  for (const extension of new Set(KINDS.flatMap(({ extensions }) => extensions))) {
    const files = filesWhere(tree, ({ name }) => extensionOf(name) === extension);
    const looked = files.sort((a, b) => depthOf(a) - depthOf(b)).slice(0, LOOKED_AT);
    for (const file of looked) {
      const text = readEnds(file, tree.limits);
      const kind = KINDS.find(({ extensions, signs }) => {
        return extensions.includes(extension) && signs.every((sign) => sign.test(text));
      });
      if (kind !== undefined) return { ...kind, file };
    }
  }
  return undefined;
}

function depthOf({ name }: FileRef): number {
  return name.split('/').length;
}
