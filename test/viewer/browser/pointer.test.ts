import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ToolEvent } from '../../../src/renderer/viewer/viewer.ts';
import type { Stage, StageOptions } from './viewer-page.ts';
import { prepareViewerTests, viewerTest } from './viewer-test.ts';

prepareViewerTests();

const options: StageOptions = {
  mask: { width: 150, height: 90, slots: [0, 1, 2, 3, 7] },
  tileSide: 32,
  renderer: 'webgl',
  camera: { centreX: 75, centreY: 45, scale: 2 },
};

/** The view is 220 x 160 and begins at the page's corner, so that the mask's middle is at (110, 80). */
async function open(page: Page, look: StageOptions['look'] = {}): Promise<void> {
  await page.evaluate(
    async (request) => {
      const stage = viewerTools.openStage(request);
      await viewerTools.settle(stage);
      const told: ToolEvent[] = [];
      const hovers: (string | undefined)[] = [];
      stage.viewer.on('tool', (event) => told.push(event));
      stage.viewer.on('hover', (at) => hovers.push(at === undefined ? undefined : `${at.x},${at.y}`));
      Object.assign(globalThis, { stage, told, hovers });
    },
    { ...options, look },
  );
}

interface Watched {
  readonly stage: Stage;
  readonly told: ToolEvent[];
  readonly hovers: (string | undefined)[];
}

const cameraOf = (page: Page) => page.evaluate(() => (globalThis as unknown as Watched).stage.viewer.camera());
const toldOf = (page: Page) => page.evaluate(() => (globalThis as unknown as Watched).told);

viewerTest(
  'a stroke tells every pixel it passes, beside the mask and the view too, and which button made it',
  async (page) => {
    await open(page);
    await page.mouse.move(110, 80);
    await page.mouse.down();
    await page.mouse.move(130, 90, { steps: 5 });
    await page.mouse.move(400, 90);
    await page.mouse.up();
    await page.keyboard.down('Shift');
    await page.mouse.click(110, 80, { button: 'right' });
    await page.keyboard.up('Shift');
    const told = await toldOf(page);
    expect(told[0]).toMatchObject({ phase: 'down', button: 'left', points: [{ x: 75, y: 45 }], shiftKey: false });
    const moved = told
      .filter(({ phase, button }) => phase === 'move' && button === 'left')
      .flatMap(({ points }) => points);
    expect(moved).toContainEqual({ x: 85, y: 50 });
    expect(moved.at(-1)).toEqual({ x: 220, y: 50 });
    expect(told.findIndex(({ phase }) => phase === 'up')).toBeGreaterThan(moved.length / 2);
    expect(told.at(-1)).toMatchObject({ phase: 'up', button: 'right', shiftKey: true });
  },
);

viewerTest('the wheel zooms, and what is under the pointer stays there', async (page) => {
  await open(page);
  await page.mouse.move(150, 60);
  const before = await cameraOf(page);
  await page.mouse.wheel(0, -120);
  await expect.poll(async () => (await cameraOf(page)).scale).toBeGreaterThan(before.scale * 1.1);
  const after = await cameraOf(page);
  const under = (camera: typeof after): number[] => [
    camera.centreX + (150 - 110) / camera.scale,
    camera.centreY + (60 - 80) / camera.scale,
  ];
  for (const [index, place] of under(after).entries()) expect(place).toBeCloseTo(under(before)[index] ?? 0, 6);
  for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, 5000);
  // Half of actual size, at which all of it is seen.
  await expect.poll(async () => (await cameraOf(page)).scale).toBe(0.5);
});

viewerTest('middle button and space bar move the picture and tell the tool nothing', async (page) => {
  await open(page);
  await page.mouse.move(110, 80);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(90, 70);
  await page.mouse.up({ button: 'middle' });
  expect(await cameraOf(page)).toMatchObject({ centreX: 85, centreY: 50 });
  await page.keyboard.down('Space');
  await page.mouse.down();
  await page.mouse.move(110, 80);
  await page.mouse.up();
  await page.keyboard.up('Space');
  expect(await cameraOf(page)).toMatchObject({ centreX: 75, centreY: 45 });
  expect(await toldOf(page)).toEqual([]);
});

viewerTest(
  'the space bar moves the picture wherever a click left the focus, and presses what was reached by keys',
  async (page) => {
    await open(page);
    await page.evaluate(() => {
      const pressed: string[] = [];
      const place = 'position:fixed;top:300px;width:60px;height:30px;left:';
      const add = (tag: 'button' | 'textarea', left: number): HTMLElement => {
        const element = document.createElement(tag);
        element.style.cssText = `${place}${left}px`;
        element.addEventListener('click', () => pressed.push(tag));
        document.body.append(element);
        return element;
      };
      add('button', 0);
      add('textarea', 100);
      Object.assign(globalThis, { pressed });
    });
    const pressed = () => page.evaluate(() => (globalThis as unknown as { pressed: string[] }).pressed);
    const dragWithSpace = async (): Promise<void> => {
      await page.keyboard.down('Space');
      await page.mouse.down();
      await page.mouse.move(90, 70);
      await page.mouse.up();
      await page.keyboard.up('Space');
    };
    await page.mouse.click(10, 310);
    await page.mouse.move(110, 80);
    await dragWithSpace();
    expect(await cameraOf(page)).toMatchObject({ centreX: 85, centreY: 50 });
    expect(await toldOf(page)).toEqual([]);
    expect(await pressed()).toEqual(['button']);

    // The pointer rests where it was, and the keyboard goes elsewhere.
    await page.locator('button').focus();
    await page.keyboard.press('Space');
    expect(await pressed()).toEqual(['button', 'button']);
    await page.mouse.move(112, 80);
    await page.keyboard.press('Shift');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await pressed()).toEqual(['button', 'button', 'button']);

    // A space is written also with the pointer over the view.
    await page.mouse.click(110, 310);
    await page.mouse.move(110, 80);
    await page.keyboard.press('Space');
    expect(await page.locator('textarea').inputValue()).toBe(' ');
  },
);

viewerTest('the wipe line follows the pointer that takes hold of it', async (page) => {
  await open(page, { mode: 'wipe', wipeAt: 0.5 });
  await page.mouse.move(112, 40);
  await page.mouse.down();
  await page.mouse.move(55, 40);
  await page.mouse.up();
  const wipeAt = await page.evaluate(() => (globalThis as unknown as Watched).stage.viewer.look().wipeAt);
  expect(wipeAt).toBeCloseTo(0.25, 6);
  expect(await toldOf(page)).toEqual([]);
  // With a tool in hand the line can be painted over; its handle, in the middle of its height, still moves it.
  await page.evaluate(() => {
    (globalThis as unknown as Watched).stage.viewer.setCursor({ kind: 'cross' });
  });
  await page.mouse.click(55, 40);
  expect((await toldOf(page)).map(({ phase }) => phase)).toEqual(['down', 'up']);
  await page.mouse.click(55, 80);
  expect((await toldOf(page)).length).toBe(2);
});

viewerTest('two fingers zoom and move; the stroke that the first began is given up', async (page) => {
  await open(page);
  await page.evaluate(() => {
    const target = (globalThis as unknown as Watched).stage.host.firstElementChild;
    const touch = (type: string, pointerId: number, clientX: number): void => {
      const at = { pointerId, clientX, clientY: 80, pointerType: 'touch', button: 0, bubbles: true };
      target?.dispatchEvent(new PointerEvent(type, at));
    };
    touch('pointerdown', 1, 100);
    touch('pointerdown', 2, 120);
    touch('pointermove', 1, 90);
    touch('pointermove', 2, 130);
    touch('pointerup', 1, 90);
    touch('pointerup', 2, 130);
  });
  const told = await toldOf(page);
  expect(told.map(({ phase }) => phase)).toEqual(['down', 'cancel']);
  const { scale, centreX, centreY } = await cameraOf(page);
  expect(scale).toBeCloseTo(4, 6);
  expect(centreX).toBeCloseTo(75, 1);
  expect(centreY).toBeCloseTo(45, 6);
});

viewerTest(
  'the pixel under the pointer is told as it changes, and that there is none beside the mask',
  async (page) => {
    await open(page);
    await page.mouse.move(110, 80);
    await page.mouse.move(111, 81);
    await page.mouse.move(112, 80);
    await page.mouse.move(110, 159);
    const hovers = await page.evaluate(() => (globalThis as unknown as Watched).hovers);
    expect(hovers).toEqual(['75,45', '76,45', '75,84']);
    const last = () => page.evaluate(() => (globalThis as unknown as Watched).hovers.at(-1));
    // The pointer rests, and the picture moves on under it.
    await page.evaluate(() => {
      (globalThis as unknown as Watched).stage.viewer.panBy(4, 0);
    });
    expect(await last()).toBe('77,84');
    await page.mouse.move(110, 400);
    await expect.poll(last).toBeUndefined();
  },
);

viewerTest('the cursor lies round the pixels that a press would touch, and goes with the pointer', async (page) => {
  await open(page);
  await page.evaluate(() => {
    const stamp = { x: -1, y: -1, width: 3, height: 3, mask: new Uint8Array(9).fill(1) };
    (globalThis as unknown as Watched).stage.viewer.setCursor({ kind: 'stamp', stamp });
  });
  await page.mouse.move(121, 91);
  const cursor = page.locator('canvas').last();
  await expect.poll(() => cursor.isVisible()).toBe(true);
  // Pixel (80, 50) begins at (120, 90): those beside it at (118, 88), and four pixels of screen are for the outline.
  await expect.poll(() => cursor.boundingBox()).toMatchObject({ x: 114, y: 84 });
  await page.mouse.move(400, 400);
  await expect.poll(() => cursor.isVisible()).toBe(false);
});

viewerTest('linked cameras move together, and a flight ends with the place in the middle', async (page) => {
  const cameras = await page.evaluate(async (request) => {
    const { openStage, linkCameras, memorySource, makeTestMask, createViewer, settle } = viewerTools;
    const stage = openStage(request);
    const host = document.createElement('div');
    host.style.cssText = 'width:300px;height:100px';
    document.body.append(host);
    const other = createViewer(host);
    other.show(memorySource(makeTestMask(request.mask), { tileSide: 64 }));
    const unlink = linkCameras([stage.viewer, other]);
    stage.viewer.flyTo({ x: 20, y: 30, width: 4, height: 2 });
    await settle(stage);
    const together = [stage.viewer.camera(), other.camera()];
    other.zoomBy(2);
    const back = stage.viewer.camera();
    unlink();
    other.fit();
    return { together, back, apart: stage.viewer.camera().scale === back.scale };
  }, options);
  expect(cameras.together[0]).toMatchObject({ centreX: 22, centreY: 31 });
  expect(cameras.together[1]).toEqual(cameras.together[0]);
  expect(cameras.back.scale).toBe(2 * (cameras.together[0]?.scale ?? 0));
  expect(cameras.apart).toBe(true);
});

viewerTest(
  'what the pointer does on a second view is done on the first, and each shows where the other is',
  async (page) => {
    await open(page);
    await page.evaluate((request) => {
      const { stage } = globalThis as unknown as Watched;
      const { linkCameras, linkPointers, memorySource, makeTestMask, createViewer } = viewerTools;
      const host = document.createElement('div');
      host.style.cssText = 'width:220px;height:160px';
      document.body.append(host);
      const other = createViewer(host);
      other.show(memorySource(makeTestMask(request.mask), { tileSide: 64 }));
      other.moveCamera(stage.viewer.camera());
      linkCameras([stage.viewer, other]);
      linkPointers(stage.viewer, other);
    }, options);
    const cursors = page.locator('canvas[style*="pointer-events: none"]');
    await page.mouse.move(110, 240);
    await expect.poll(() => cursors.nth(0).isVisible()).toBe(true);
    await expect.poll(() => cursors.nth(1).isVisible()).toBe(false);
    await page.mouse.down();
    await page.mouse.up();
    expect(await toldOf(page)).toMatchObject([
      { phase: 'down', points: [{ x: 75, y: 45 }] },
      { phase: 'up', points: [{ x: 75, y: 45 }] },
    ]);
    expect(await page.evaluate(() => (globalThis as unknown as Watched).hovers.at(-1))).toBe('75,45');
    await page.mouse.move(110, 80);
    await expect.poll(() => cursors.nth(1).isVisible()).toBe(true);
    await expect.poll(() => cursors.nth(0).isVisible()).toBe(false);
    await page.mouse.move(800, 800);
    await expect.poll(() => cursors.nth(1).isVisible()).toBe(false);
  },
);

viewerTest('the loupe shows original and repaired pixels side by side, the minimap moves the view', async (page) => {
  await open(page);
  const pictures = await page.evaluate(async () => {
    const { stage } = globalThis as unknown as Watched;
    const { createLoupe, createMinimap, colourOf, settle } = viewerTools;
    const [loupe, map] = [document.createElement('div'), document.createElement('div')];
    loupe.style.cssText = 'width:300px;height:150px;display:flex';
    map.style.cssText = 'position:relative;width:150px;height:90px';
    document.body.append(loupe, map);
    const ends = [createLoupe(stage.viewer, loupe), createMinimap(stage.viewer, map)];
    Object.assign(globalThis, { ends, colourOf });
    await settle(stage);
    return loupe.childElementCount;
  });
  expect(pictures).toBe(2);
  await page.mouse.move(110, 80);
  await expect
    .poll(() =>
      page.evaluate(() => {
        const { stage } = globalThis as unknown as Watched;
        const canvases = [...document.querySelectorAll<HTMLCanvasElement>('body > :nth-child(2) canvas')];
        const { data } = canvases[1]?.getContext('2d')?.getImageData(75, 75, 1, 1) ?? { data: [] };
        const colour = ((data[0] ?? 0) << 16) | ((data[1] ?? 0) << 8) | (data[2] ?? 0);
        return colour === viewerTools.colourOf(stage.mask.labels[45 * 150 + 75] ?? 0);
      }),
    )
    .toBe(true);
  // The map shows the classes whatever of them is seen in the view; it is cleared, and drawn anew with the view.
  await page.evaluate(() => {
    const { viewer } = (globalThis as unknown as Watched).stage;
    viewer.setLook({ fillOpacity: 0, style: 'outline' });
    const map = document.querySelector<HTMLCanvasElement>('body > :nth-child(3) canvas');
    map?.getContext('2d')?.clearRect(0, 0, map.width, map.height);
    viewer.reload();
  });
  const isOnMap = () =>
    page.evaluate(() => {
      const map = document.querySelector<HTMLCanvasElement>('body > :nth-child(3) canvas');
      // Copied: the browser complains of one that is drawn to and read in turns.
      const copy = new OffscreenCanvas(1, 1).getContext('2d');
      if (map !== null) copy?.drawImage(map, -75, -45);
      const { data } = copy?.getImageData(0, 0, 1, 1) ?? { data: [] };
      const colour = ((data[0] ?? 0) << 16) | ((data[1] ?? 0) << 8) | (data[2] ?? 0);
      const { labels } = (globalThis as unknown as Watched).stage.mask;
      return colour === viewerTools.colourOf(labels[45 * 150 + 75] ?? 0);
    });
  await expect.poll(isOnMap).toBe(true);
  await page.mouse.click(30, 160 + 150 + 60);
  expect(await cameraOf(page)).toMatchObject({ centreX: 30, centreY: 60, scale: 2 });
});
