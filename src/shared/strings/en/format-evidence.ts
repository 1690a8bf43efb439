import type { FormatEvidence } from '../../model/format-evidence.ts';
import { countWithNoun } from '../../words.ts';
import type { WordsOf } from '../words-for.ts';

const files = (count: number): string => countWithNoun(count, 'file');

/** Why a folder or archive is taken for a format, as it stands behind `because of`. */
export const formatEvidenceText: WordsOf<FormatEvidence> = {
  named: ({ names }) => names.join(' and '),
  folder: ({ folder }) => `folder ${folder}`,
  'filled-folder': ({ folder, files: count, beside }) =>
    `${folder} with ${files(count)}${beside === undefined ? '' : `, ${beside}`}`,
  'list-beside-folder': ({ list, folder, files: count }) => `${list} beside ${folder} with ${files(count)}`,
  'list-and-annotations': ({ list, files: count }) => `${list} and ${files(count)} in ann`,
  'list-and-arrays': ({ list, files: count }) => `${list} and ${countWithNoun(count, 'array')}`,
  'list-and-labels': ({ list, files: count }) => `${list} and labels with ${files(count)}`,
  'list-and-label-files': ({ list, files: count }) => `${list} with ${countWithNoun(count, 'label file')}`,
  'list-and-masks': ({ list, files: count }) => `${list} and ${countWithNoun(count, 'mask')}`,
  shapes: ({ file, more }) => `${file} and ${countWithNoun(more, 'more JSON file')} with shapes`,
  json: ({ file, more, key, pictures }) => {
    const others = more > 0 ? ` and ${countWithNoun(more, 'more file')}` : '';
    return `${file}${others} with ${key}${pictures === undefined ? '' : `, and pictures in ${pictures}`}`;
  },
  'label-pictures': ({ file, more }) => `${file} and ${countWithNoun(more, 'more picture')} of a label`,
  'label-folders': ({ folders }) => `${countWithNoun(folders, 'folder')} with label.png and label_names.txt`,
  'pictures-with': ({ pictures, endings }) => `${countWithNoun(pictures, 'picture')} with ${endings.join(', ')}`,
  ade20k: ({ files: count, texts }) =>
    `${files(count)} _seg.png with ${texts === 'json' ? 'a JSON file each' : '_atr.txt each'}`,
  'scene-parse': ({ folder }) => `${folder} with ADE_*.png`,
  kitti: ({ hasPhotos }) => (hasPhotos ? 'image_2 beside semantic or instance' : 'semantic beside instance'),
  column: ({ file, column }) => `${file} with column ${column}`,
  'masks-dir': ({ file, folder }) => `${file} with masks_dir ${folder}`,
  plain: ({ masks, photos, list }) =>
    `${countWithNoun(masks, 'mask')}, ${photos} with photo${list === undefined ? '' : `, classes in ${list}`}`,
};
