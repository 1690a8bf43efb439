import { describe, expect, it } from 'vitest';
import { drawItem, exportTo, photoPng, textOf } from '../dataset-fixture.ts';
import { DRAWN, golden, openText, type CocoText } from './coco-golden.ts';

describe('photos of COCO instances', () => {
  it('take the size of the photo where the file tells none', async () => {
    const text = golden();
    text.images[0] = { id: 7, file_name: 'a.jpg', width: 0 };
    text.images.push({ id: 8, file_name: 'b.jpg' });
    const dataset = await openText(text);
    expect(await drawItem(dataset)).toEqual(DRAWN);
    expect(dataset.problems).toEqual([
      {
        file: 'annotations/instances_val2017.json',
        annotation: 'image 8',
        message: 'is left out: it tells no size, and its photo is missing',
        isWarning: false,
      },
    ]);
    const { out } = await exportTo('coco', dataset);
    const [image] = (JSON.parse(textOf(out, 'annotations/instances_val.json')) as CocoText).images;
    expect(image).toMatchObject({ width: 6, height: 4 });
  });

  it('may have a size whose digits are written as text, as annotation tools of JavaScript write them', async () => {
    const text = golden();
    text.images[0] = { ...text.images[0], width: '6', height: '4' };
    const dataset = await openText(text);
    expect(await drawItem(dataset)).toEqual(DRAWN);
    expect(dataset.problems).toEqual([]);
    text.images[0] = { ...text.images[0], width: '6 px' };
    const { problems } = await openText(text);
    expect(problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^is left out: width: /));
  });

  it.each(['/home/me/set/val2017/a.jpg', 'https://example.org/x/a.jpg?size=1', 'C:\\set\\a.jpg'])(
    'take the photo of that name for %s, and say so',
    async (file_name) => {
      const text = golden();
      text.images[0] = { ...text.images[0], file_name };
      const { items, problems } = await openText(text);
      expect(items[0]).toMatchObject({ stem: 'a', photo: { name: 'val2017/a.jpg' } });
      expect(problems).toMatchObject([
        {
          annotation: 'image 7',
          message: expect.stringContaining('val2017/a.jpg is taken') as string,
          isWarning: true,
        },
      ]);
    },
  );

  it.each([
    ['https://host/data/my%20photo.png?token=1', 'images/my photo.png'],
    ['/data/local-files/?d=some%2Ffolder/my%20photo.png', 'images/my photo.png'],
    ['https://host/100%.png', 'images/100%.png'],
  ])('are found by the address %s', async (file_name, photo) => {
    const text = golden();
    text.images[0] = { ...text.images[0], file_name };
    const { items } = await openText(text, { [photo]: photoPng(6, 4) });
    expect(items[0].photo?.name).toBe(photo);
  });
});
