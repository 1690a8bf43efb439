import { describe, expect, it } from 'vitest';
import { pairFolders } from '../../../src/main/formats/reading/paired-folders.ts';
import { openFolderTree } from '../../../src/main/formats/tree/folder-tree.ts';
import { defaultReadLimits } from '../../../src/shared/limits.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';

/** Photo by mask, of files with these names. */
async function pairsOf(...names: readonly string[]): Promise<Record<string, string | undefined>> {
  const folder = makeFolder(Object.fromEntries(names.map((name) => [name, 'x'])));
  const pairs = pairFolders(await openFolderTree(folder, defaultReadLimits));
  return Object.fromEntries(pairs.map(({ mask, photo }) => [mask.name, photo?.name]));
}

describe('masks and photos of published sets', () => {
  it.each([
    ['RUGD', { 'RUGD_annotations/creek/creek_1.png': 'RUGD_frames-with-annotations/creek/creek_1.png' }],
    [
      'A2D2',
      {
        'a/label/cam_front/20180807_label_frontcenter_091.png':
          'a/camera/cam_front/20180807_camera_frontcenter_091.png',
        'b/label/cam_front/20180925_label_frontcenter_091.png':
          'b/camera/cam_front/20180925_camera_frontcenter_091.png',
      },
    ],
    [
      'iSAID',
      {
        'train/Semantic_masks/images/P0003_instance_color_RGB.png': 'train/images/P0003.png',
        'train/Instance_masks/images/P0003_instance_id_RGB.png': 'train/images/P0003.png',
      },
    ],
    [
      'ACDC',
      {
        'gt/fog/train/G1/G1_frame_000041_gt_labelTrainIds.png': 'rgb_anon/fog/train/G1/G1_frame_000041_rgb_anon.png',
        'gt/fog/train/G1/G1_frame_000041_gt_labelColor.png': 'rgb_anon/fog/train/G1/G1_frame_000041_rgb_anon.png',
      },
    ],
    [
      'MVTec',
      {
        'bottle/ground_truth/broken/000_mask.png': 'bottle/test/broken/000.png',
        'bottle/ground_truth/contamination/000_mask.png': 'bottle/test/contamination/000.png',
      },
    ],
    ['VSPW', { 'data/1/mask/0001.png': 'data/1/origin/0001.jpg', 'data/2/mask/0001.png': 'data/2/origin/0001.jpg' }],
    ['DRIVE', { 'training/1st_manual/21_manual1.gif': 'training/images/21_training.tif' }],
    [
      'CIHP',
      { 'Training/Category_ids/1.png': 'Training/Images/1.jpg', 'Training/Human_ids/1.png': 'Training/Images/1.jpg' },
    ],
    ['CVC-ClinicDB', { 'Ground Truth/1.tif': 'Original/1.tif' }],
    ['FloodNet', { 'train-label-img/6279_lab.png': 'train-org-img/6279.jpg' }],
    ['Potsdam', { 'labels/top_potsdam_2_10_label.tif': 'rgb/top_potsdam_2_10_RGB.tif' }],
    ['CWFID', { 'annotations/001_annotation.png': 'images/001_image.png' }],
    ['BDD100K', { 'seg/labels/train/a_train_id.png': 'seg/images/train/a.jpg' }],
    [
      'Roboflow, several copies',
      {
        'train/labels/a_jpg.rf.01_mask.png': 'train/a_jpg.rf.01.jpg',
        'train/labels/a_jpg.rf.02_mask.png': 'train/a_jpg.rf.02.jpg',
      },
    ],
  ])('of %s are paired', async (_, pairs) => {
    expect(await pairsOf(...Object.keys(pairs), ...Object.values(pairs))).toEqual(pairs);
  });

  it.each([
    ['two photos would fit', ['masks/a_label.png', 'images/a_rgb.png', 'images/a_color.png'], undefined],
    ['the names differ in more than words', ['masks/a_1_label.png', 'images/a_2.png'], undefined],
    ['nothing but words is left', ['masks/label.png', 'images/image.png'], undefined],
    ['the very name goes first', ['masks/a_lab.png', 'images/a.png', 'images/a_lab.png'], 'images/a_lab.png'],
    ['no name tells the masks', ['a/1.png'], undefined],
    ['another folder has the name', ['masks/x/1.png', 'images/y/1.png', 'images/z/1.png'], undefined],
    ['another part has the name', ['val/masks/1.png', 'train/images/1.png', 'test/images/1.png'], undefined],
  ])('are not paired wrongly where %s', async (_, names, photo) => {
    expect(await pairsOf(...names)).toEqual({ [names[0]]: photo });
  });
});

it('pictures beside a folder of photos are masks only where each has its photo', async () => {
  expect(Object.keys(await pairsOf('images/1.png', 'other/1.png', 'other/2.png'))).toHaveLength(3);
});
