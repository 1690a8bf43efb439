import { beforeEach, expect, test, vi } from 'vitest';
import {
  offerObjects,
  openOperation,
  resetPaint,
  showObjects,
  takeTool,
  usePaintStore,
} from '../../src/renderer/state/paint-store.ts';
import {
  keepMask,
  offerMask,
  resetReview,
  reviewMask,
  showSpot,
  useReviewStore,
} from '../../src/renderer/state/review-store.ts';

// The step that is shown stands in the page's address.
vi.hoisted(() => {
  Object.assign(globalThis, { location: { hash: '' }, window: new EventTarget() });
});

beforeEach(() => {
  resetPaint();
  resetReview();
});

const isOffered = (): boolean => useReviewStore.getState().isOffered;

test('a mask is offered until the person does something or goes to one', () => {
  offerMask(3);
  expect(useReviewStore.getState()).toMatchObject({ id: 3, isOffered: true });
  keepMask();
  expect(useReviewStore.getState()).toMatchObject({ id: 3, isOffered: false });
  offerMask(3);
  reviewMask(3);
  expect(isOffered()).toBe(false);
  offerMask(4);
  showSpot(4, { x: 0, y: 0, width: 1, height: 1 });
  expect(isOffered()).toBe(false);
});

test('objects are offered until the person has said what is to be seen', () => {
  offerObjects();
  expect(usePaintStore.getState().showsObjects).toBe(true);
  showObjects(false);
  offerObjects();
  expect(usePaintStore.getState().showsObjects).toBe(false);
});

test('objects are not offered to who paints or sets up an operation', () => {
  takeTool('brush');
  offerObjects();
  expect(usePaintStore.getState()).toMatchObject({ tool: 'brush', showsObjects: false });
  takeTool('pan');
  openOperation('smooth');
  offerObjects();
  expect(usePaintStore.getState()).toMatchObject({ operation: 'smooth', showsObjects: false });
});
