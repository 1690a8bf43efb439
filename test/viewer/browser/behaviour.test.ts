import { expect } from 'vitest';
import type { StageOptions } from './viewer-page.ts';
import { prepareViewerTests, viewerTest } from './viewer-test.ts';

prepareViewerTests();

const mask = { width: 150, height: 90, slots: [0, 1, 2, 3, 7] };
const close: StageOptions = { mask, tileSide: 32, renderer: 'webgl', camera: { centreX: 75, centreY: 45, scale: 3 } };
/** Shown from level 2 of the pyramid, which the viewer makes. */
const far: StageOptions = { ...close, camera: { centreX: 75, centreY: 45, scale: 0.3 } };

viewerTest('a lost context comes back with the same picture', async (page) => {
  const { other, states } = await page.evaluate(async (options) => {
    const { openStage, settle, readPicture, nextFrame, countOther } = viewerTools;
    const stage = openStage(options);
    const states: string[] = [];
    stage.viewer.on('renderer', (state) => states.push(state));
    await settle(stage);
    const before = readPicture(stage);
    const loss = stage.host.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    loss?.loseContext();
    while (!states.includes('lost')) await nextFrame();
    // What is painted meanwhile must be there afterwards.
    stage.viewer.applyPatch(
      { x: 70, y: 40, width: 2, height: 1 },
      stage.mask.labels.slice(40 * 150 + 70, 40 * 150 + 72),
    );
    loss?.restoreContext();
    while (!states.includes('webgl')) await nextFrame();
    await settle(stage);
    return { other: countOther(before, readPicture(stage)), states };
  }, close);
  expect({ other, states }).toEqual({ other: 0, states: ['lost', 'webgl'] });
});

viewerTest(
  'a canvas that was opened ahead is the next viewer’s, unless it lost its context meanwhile',
  async (page) => {
    const seen = await page.evaluate(async (options) => {
      const { openStage, settle, readPicture, pictureOf, countOther, nextFrame, prepareWebGl } = viewerTools;
      const plain = await pictureOf(options);
      const opened: WebGL2RenderingContext[] = [];
      const open = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...args: unknown[]) => unknown;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]): never {
        const context = Reflect.apply(open, this, args);
        if (context instanceof WebGL2RenderingContext && !opened.includes(context)) opened.push(context);
        return context as never;
      };
      const seen: { opened: number; other: number }[] = [];
      for (const isLost of [false, true]) {
        const before = opened.length;
        prepareWebGl();
        while (opened.length === before) await nextFrame();
        if (isLost) opened.at(-1)?.getExtension('WEBGL_lose_context')?.loseContext();
        const stage = openStage(options);
        await settle(stage);
        seen.push({ opened: opened.length - before, other: countOther(plain, readPicture(stage)) });
        stage.viewer.dispose();
      }
      return seen;
    }, close);
    expect(seen).toEqual([
      { opened: 1, other: 0 },
      { opened: 2, other: 0 },
    ]);
  },
);

viewerTest('a context that does not come back leaves the picture to the processor', async (page) => {
  const other = await page.evaluate(async (options) => {
    const { openStage, settle, readPicture, nextFrame, countOther } = viewerTools;
    const stage = openStage(options);
    let state = '';
    stage.viewer.on('renderer', (next) => (state = next));
    await settle(stage);
    const before = readPicture(stage);
    stage.host.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    while (state !== 'canvas') await nextFrame();
    await settle(stage);
    return countOther(before, readPicture(stage));
  }, close);
  expect(other).toBe(0);
});

for (const [name, options] of Object.entries({ 'close by': close, 'zoomed out': far })) {
  viewerTest(`a patch shows as if the source had it, ${name}, over tile seams and the border`, async (page) => {
    const others = await page.evaluate(async (request) => {
      const { openStage, settle, readPicture, countOther, pictureOf, randomNumbers } = viewerTools;
      const others: number[] = [];
      for (const renderer of ['webgl', 'canvas'] as const) {
        const stage = openStage({ ...request, renderer, look: { style: 'both', fillOpacity: 0.5 } });
        await settle(stage);
        const random = randomNumbers(7);
        const rect = { x: 20, y: 25, width: 60, height: 80 };
        const labels = Uint8Array.from({ length: 60 * 80 }, () => Math.floor(random() * 4));
        stage.viewer.applyPatch(rect, labels);
        await settle(stage);
        const patched = readPicture(stage);
        for (let y = 25; y < 90; y++)
          stage.mask.labels.set(labels.subarray((y - 25) * 60, (y - 24) * 60), y * 150 + 20);
        stage.viewer.reload('labels');
        await settle(stage);
        others.push(countOther(patched, readPicture(stage)));
        stage.viewer.dispose();
        others.push(
          countOther(patched, await pictureOf({ ...request, renderer, look: { style: 'both', fillOpacity: 0.5 } })) > 0
            ? 0
            : 1,
        );
      }
      return others;
    }, options);
    expect(others).toEqual([0, 0, 0, 0]);
  });
}

viewerTest('differences follow what is painted', async (page) => {
  const lit = await page.evaluate(async (options) => {
    const { openStage, settle, readPicture } = viewerTools;
    const stage = openStage({ ...options, look: { mode: 'difference' } });
    await settle(stage);
    const count = (): number =>
      new Uint32Array(readPicture(stage).buffer).reduce((n, word) => n + (word === 0xff8000ff ? 1 : 0), 0);
    const before = count();
    const labels = await stage.viewer.readLabels({ x: 60, y: 40, width: 5, height: 4 });
    const original = await stage.viewer.readOriginal({ x: 60, y: 40, width: 5, height: 4 });
    stage.viewer.applyPatch(
      { x: 60, y: 40, width: 5, height: 4 },
      labels.map((slot) => (slot === 7 ? 3 : 7)),
    );
    await settle(stage);
    return { more: count() - before, bytes: original.length };
  }, close);
  expect(lit).toEqual({ more: 5 * 4 * 9, bytes: 80 });
});

viewerTest(
  'tiles that come before the source has a patch show it, and those that come later do not have it twice',
  async (page) => {
    const slots = await page.evaluate(async (options) => {
      const { openStage, nextFrame } = viewerTools;
      const stage = openStage({ ...options, waits: true });
      await nextFrame();
      const rect = { x: 33, y: 33, width: 1, height: 1 };
      const number = stage.viewer.applyPatch(rect, Uint8Array.of(7));
      // The source has it now; but the tiles on their way do not.
      stage.mask.labels[33 * 150 + 33] = 7;
      stage.viewer.forgetPatches(number);
      const whenForgotten = stage.viewer.readLabels(rect);
      stage.source.release();
      await nextFrame();
      stage.source.release();
      const early = (await whenForgotten)[0];
      stage.mask.labels[33 * 150 + 33] = 2;
      stage.viewer.reload('labels');
      const whenReloaded = stage.viewer.readLabels(rect);
      await nextFrame();
      stage.source.release();
      return { early, late: (await whenReloaded)[0] };
    }, close);
    expect(slots).toEqual({ early: 7, late: 2 });
  },
);

viewerTest('a line of one pixel is seen at every zoom, wherever it lies', async (page) => {
  const vanished = await page.evaluate(async () => {
    const { memorySource, createViewer, makeLooks, settle, readPicture } = viewerTools;
    const host = document.createElement('div');
    host.style.cssText = 'width:90px;height:90px';
    document.body.replaceChildren(host);
    const vanished: string[] = [];
    for (const column of [300, 301, 302, 303, 517]) {
      const labels = new Uint8Array(900 * 900);
      for (let y = 0; y < 900; y++) labels[y * 900 + column] = 1;
      const mask = { width: 900, height: 900, labels };
      const viewer = createViewer(host);
      viewer.setClasses(makeLooks([0, 1]));
      const source = memorySource(mask, { tileSide: 256 });
      const stage = { viewer, source, mask, host };
      for (const scale of [0.71, 0.5, 0.33, 0.16, 0.09]) {
        viewer.show(source);
        viewer.moveCamera({ centreX: 450, centreY: 450, scale });
        viewer.panBy((column - 450) * scale, 0);
        await settle(stage);
        const line = new Uint32Array(readPicture(stage).buffer).subarray(45 * 90, 46 * 90);
        if (new Set(line).size < 2) vanished.push(`${column} at ${scale}`);
      }
      viewer.dispose();
    }
    return vanished;
  });
  expect(vanished).toEqual([]);
});

viewerTest('a tile that cannot be had is told once, and the rest is shown', async (page) => {
  const told = await page.evaluate(async (options) => {
    const { openStage, settle, readPicture } = viewerTools;
    const stage = openStage({ ...options, fails: 'original', look: { mode: 'wipe', wipeAt: 0.5 } });
    const errors: unknown[] = [];
    stage.viewer.on('error', (error) => errors.push(error));
    await settle(stage);
    const first = errors.length;
    stage.viewer.panBy(1, 0);
    await settle(stage);
    return { first, second: errors.length, colours: new Set(new Uint32Array(readPicture(stage).buffer)).size };
  }, close);
  expect(told.first).toBeGreaterThan(0);
  expect(told.second).toBe(told.first);
  expect(told.colours).toBeGreaterThan(3);
});

viewerTest('tiles out of view go when memory is short, and come again', async (page) => {
  const asked = await page.evaluate(async (options) => {
    const { openStage, settle, readPicture, countOther } = viewerTools;
    // Room for four tiles of a kilobyte; the view shows six.
    const stage = openStage({ ...options, tileBytes: 4096, camera: { centreX: 20, centreY: 20, scale: 8 } });
    await settle(stage);
    const before = readPicture(stage);
    const first = stage.source.asked.length;
    stage.viewer.moveCamera({ centreX: 130, centreY: 70, scale: 8 });
    await settle(stage);
    stage.viewer.moveCamera({ centreX: 20, centreY: 20, scale: 8 });
    await settle(stage);
    const again = stage.source.asked.filter(({ column, row }) => column === 0 && row === 0).length;
    return { first: first > 0, again, other: countOther(before, readPicture(stage)) };
  }, close);
  expect(asked).toEqual({ first: true, again: 2, other: 0 });
});

viewerTest('everything that is known of a pixel is told', async (page) => {
  const { facts, wanted } = await page.evaluate(async (options) => {
    const { openStage } = viewerTools;
    const { viewer, mask: made } = openStage({ ...options, look: { mode: 'certificate' } });
    await new Promise<void>((resolve) =>
      viewer.on('ready', () => {
        resolve();
      }),
    );
    const at = 50 * 150 + 100;
    const facts = await viewer.pixelAt({ x: 100, y: 50 });
    const wanted = {
      slot: made.labels[at],
      confidence: made.confidence?.[at],
      original: [...(made.original?.subarray(4 * at, 4 * at + 4) ?? [])],
      certificate: made.certificate?.states[6 * 10 + 6],
    };
    return { facts, wanted };
  }, close);
  expect(facts).toMatchObject({ x: 100, y: 50, ...wanted });
  expect(facts.slotBefore).toBe(facts.slot);
});

viewerTest('another mask is shown at once from what was fetched ahead', async (page) => {
  const asked = await page.evaluate(async (options) => {
    const { openStage, settle, memorySource, makeTestMask } = viewerTools;
    const stage = openStage({ ...options, look: { mode: 'wipe' } });
    await settle(stage);
    const next = memorySource(makeTestMask({ ...options.mask, seed: 5 }), { tileSide: 32 });
    stage.viewer.prefetch(next);
    while (next.asked.length < 30) await viewerTools.nextFrame();
    await viewerTools.nextFrame();
    const ahead = next.asked.length;
    stage.viewer.show(next);
    await settle(stage);
    return { ahead, more: next.asked.length - ahead };
  }, close);
  expect(asked).toEqual({ ahead: 30, more: 0 });
});

viewerTest('what was on its way when the source changed is fetched again', async (page) => {
  const slots = await page.evaluate(async (options) => {
    const { openStage, nextFrame, settle } = viewerTools;
    const stage = openStage({ ...options, waits: true });
    await nextFrame();
    // Cut out already, and not delivered yet.
    stage.mask.labels.fill(7);
    stage.viewer.reload('labels');
    const asked = stage.viewer.readLabels({ x: 0, y: 0, width: 150, height: 90 });
    const timer = setInterval(stage.source.release, 5);
    const slots = new Set(await asked);
    await settle(stage);
    clearInterval(timer);
    return [...slots, ...new Set(stage.viewer.labelsIn({ x: 0, y: 0, width: 150, height: 90 }))];
  }, close);
  expect(slots).toEqual([7, 7]);
});
