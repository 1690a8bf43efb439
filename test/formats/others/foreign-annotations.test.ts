import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/main/formats/registry.ts';
import { defaultReadLimits } from '../../../src/shared/limits.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { colourPng, drawItem, greyPng, openAt, openFiles, photoPng } from '../dataset-fixture.ts';

const SAGEMAKER = { 'source-ref': 's3://b/a.jpg', 'j-ref-metadata': { 'internal-color-map': {} } };

describe('annotations that are not read, beside photos,', () => {
  it.each([
    ['the VGG Image Annotator', 'via.json', '{"a.jpg1":{"regions":[{"shape_attributes":{"name":"polygon"}}]}}'],
    ['the VGG Image Annotator', 'via.csv', 'filename,file_size,region_shape_attributes\na.jpg,1,"{}"\n'],
    ['Label Studio', 'p.json', '[{"annotations":[{"result":[{"original_width":2,"from_name":"tag"}]}]}]'],
    ['predictions', 'results.json', '[{"image_id":1,"category_id":1,"segmentation":{"size":[1,2],"counts":"02"}}]'],
    ['Datumaro', 'annotations/default.json', '{"infos":{},"categories":{},"items":[]}'],
    ['CVAT', 'annotations.xml', '<annotations>\n<version>1.1</version><image id="0" name="a.jpg"/></annotations>'],
    ['LabelMe', 'a.xml', '<annotation><object><polygon><pt/></polygon></object></annotation>'],
    ['boxes of Pascal VOC', 'Annotations/a.xml', '<annotation><object><bndbox></bndbox></object></annotation>'],
    ['Cityscapes', 'gtFine/a_gtFine_polygons.json', '{"imgHeight":1,"imgWidth":1,"objects":[{"polygon":[[0,0]]}]}'],
    ['V7 Darwin', 'a.json', '{"schema_ref":"https://x/darwin_json/2.0/schema.json","annotations":[]}'],
    ['Labelbox', 'export.ndjson', '{"data_row":{"id":"1"},"projects":{}}\n'],
    ['Segments.ai', 'set-v1.json', '{"dataset":{"samples":[{"labels":{"segmentation_bitmap":{"url":"x"}}}]}}'],
    ['labels of YOLO without the names', 'labels/train/a.txt', '0 0.1 0.1 0.9 0.1 0.9 0.9\n'],
    ['run-length codes', 'train.csv', 'ImageId,EncodedPixels\na.jpg,1 3\n'],
  ])('are told: %s, %s', async (what, name, text) => {
    const files = { [name]: text, 'train/a.jpg': photoPng(2, 1) };
    await expect(openFiles(files)).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringMatching(new RegExp(`^holds .*${what}.* in ${name}, which are not read$`)) as string,
      hint: expect.any(String) as string,
    });
  });

  it('do not stand in the way of a person who says what is there', async () => {
    const files = { 'via.json': '{"_via_img_metadata":{}}', 'train/a.png': greyPng(['01']) };
    const palette = (
      await openFiles({ 'class_dict.csv': 'name,r,g,b\na,0,0,0\nb,1,1,1\n', 'masks/a.png': greyPng(['01']) })
    ).palette;
    expect(await drawItem(await openFiles(files, { palette }))).toEqual(['ab']);
  });
});

describe('annotations that are not read, beside masks,', () => {
  it.each([
    ['Open Images', 'objects.csv', 'MaskPath,ImageID,LabelName,BoxID\na_m01_1.png,a,/m/01,1\n'],
    ['ADE20K as of 2016', 'a_atr.txt', '001 # 0 # 0 # sky # sky # ""\n'],
    ['SageMaker', 'output.manifest', `${JSON.stringify(SAGEMAKER)}\n`],
  ])('are told: %s', async (what, name, text) => {
    const files = { [name]: text, 'labelmap.txt': 'a:0,0,0::\nb:1,1,1::\n', 'masks/a.png': greyPng(['01']) };
    const dataset = await openFiles(files);
    expect(dataset.format).toBe('folder');
    expect(dataset.problems).toMatchObject([
      { file: name, isWarning: true, message: expect.stringContaining(what) as string },
    ]);
    expect(await drawItem(dataset)).toEqual(['ab']);
  });
});

it('masks of ADE20K as of 2016 are known, and their colours taken for no classes', async () => {
  const mask = colourPng(
    ['01'],
    [
      [40, 95, 0],
      [50, 10, 1],
    ],
  );
  const files = { 'ADE_train_1.jpg': photoPng(2, 1), 'ADE_train_1_seg.png': mask, 'ADE_train_1_atr.txt': '' };
  const folder = makeFolder(files);
  expect(await detectFormat(folder, defaultReadLimits)).toMatchObject([{ format: 'ade20k' }, { format: 'folder' }]);
  await expect(openAt(folder)).rejects.toMatchObject({
    code: 'unsupported-format',
    message: 'is ADE20K as of 2016, which does not tell the names of its classes',
  });
});

it("MATLAB's files are called what they are", async () => {
  await expect(openFiles({ 'trainval/2008_000002.mat': 'MATLAB 5.0 MAT-file' })).rejects.toMatchObject({
    code: 'unsupported-format',
    message: 'holds its pictures in mat files, which are not read',
  });
});

it('masks in folders for photos below one for masks are masks, photos are none', async () => {
  const dataset = await openFiles({
    'labelmap.txt': 'a:0,0,0::\nb:1,1,1::\n',
    'train/Semantic_masks/images/P0_label.png': greyPng(['01']),
    'train/images/P0.png': photoPng(2, 1),
  });
  expect(dataset.items.map(({ mask }) => mask)).toMatchObject([
    { file: { name: 'train/Semantic_masks/images/P0_label.png' } },
  ]);
});
