import { describe, expect, it } from 'vitest';
import { jpegAlterations, rasterAlterations } from './alterations.ts';
import { type DrawnKind, type DrawnPalette, drawTruth } from './drawn-truth.ts';
import { judgeAlteration, type Judgement } from './judge-alterations.ts';

/** A small drawn mask after one of the histories of `npm run verdicts`. */
function judge(kind: DrawnKind, palette: DrawnPalette, history: string): Promise<Judgement> {
  const alteration = [...jpegAlterations, ...rasterAlterations].find(({ name }) => name === history);
  if (alteration === undefined) throw new Error(`no history ${history}`);
  return judgeAlteration(alteration, drawTruth(kind, palette, { width: 128, height: 96 }));
}

describe('masks that are drawn to mislead', () => {
  it('finds classes that stand pixel by pixel, though none explains an MCU alone', async () => {
    const { wrong, certain, pixels } = await judge('scattered', 'voc', 'once q90 4:4:4');
    expect([wrong, certain]).toEqual([0, pixels]);
  });

  it('takes lines of classes of one luma for a mask, though hardly an MCU is plain', async () => {
    const { repaired, wrong, wrongNearest } = await judge('curves', 'one luma', 'once q90 4:2:0');
    expect(repaired).toBe('jpeg-once');
    expect(wrong).toBeLessThan(wrongNearest);
  });

  it('calls no pixel certain that could be its neighbour of one luma in the same chroma sample', async () => {
    const { wrongCertain } = await judge('curves', 'one luma', 'once q90 4:2:0');
    expect(wrongCertain).toBeLessThanOrEqual(2);
  });

  it('calls no pixel of a resized PNG certain that is a class by chance', async () => {
    for (const history of ['halved, PNG', 'linear x0.75, PNG']) {
      const { wrongCertain, certain } = await judge('cells', 'grey by 64', history);
      expect(wrongCertain).toBe(0);
      expect(certain).toBeGreaterThan(1000);
    }
  });

  it('calls few pixels certain beside those whose class is open', async () => {
    expect((await judge('curves', 'street', 'once q50 4:2:0')).wrongCertain).toBeLessThanOrEqual(1);
  });

  it('calls few pixels certain among doubtful ones whose class hardly shows in the file', async () => {
    expect((await judge('cells', 'low contrast', 'once q50 4:2:0')).wrongCertain).toBeLessThanOrEqual(1);
    expect((await judge('curves', 'grey by ten', 'once q50 4:4:4')).wrongCertain).toBeLessThanOrEqual(1);
  });

  it('takes shades that are drawn as patterns of far colours for a mask', async () => {
    const { repaired } = await judge('dither', 'grey by 64', 'once q50 4:2:0');
    expect(repaired).not.toBe('not-a-mask');
  });

  it('calls certain in scattered masks hardly anything that is wrong', async () => {
    expect((await judge('salt', 'low contrast', 'once q75 4:2:0')).wrongCertain).toBeLessThanOrEqual(3);
    expect((await judge('salt', 'street', 'once q75 4:2:0')).wrongCertain).toBeLessThanOrEqual(3);
  });
});
