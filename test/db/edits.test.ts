import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitEdits } from '../../src/main/db/operations/history-operations.ts';
import { toTiles } from '../../src/main/db/labels/mask-tiles.ts';
import { openTables } from '../../src/main/db/tables/tables.ts';
import { RESTORED } from '../../src/shared/edit/label-runs.ts';
import { toProjectPalette } from '../../src/shared/model/project-palette.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { openTestProject } from './project-fixture.ts';
import { colourClass, palette, repairOf } from './sample-results.ts';

const ROOF = 2;
const WIDE = 300;
const classes = [...palette.classes, colourClass(ROOF, 'roof', [200, 0, 0]), colourClass(WIDE, 'far', [1, 2, 3])];
const painted = toProjectPalette({ ...palette, classes });
const engineOf = (slot: number): number[] => new Array<number>(15).fill(slot);

/** A project of one mask of 5 x 3 pixels, all of them tree. */
function repairedMask() {
  const project = openTestProject();
  const { store, folder } = project;
  const [{ file }] = store.recall([{ root: folder, path: 'a.jpg' }]);
  const jobId = store.startJob({}, [file.id]);
  store.changePalette({ revision: 0, palette: painted, label: 'classes' });
  const fileId = file.id;
  const repair = (labels: readonly number[], size = { width: 5, height: 3 }): void => {
    const counts = Map.groupBy(labels, (slot) => slot);
    const metrics = {
      ...repairOf(fileId, jobId).metrics,
      ...size,
      classes: [...counts].map(([slot, all]) => ({ slot, pixels: all.length })),
    };
    const labelMap = { ...size, labels: Uint8Array.from(labels) };
    store.recordRepair({
      ...repairOf(fileId, jobId),
      metrics,
      tiles: toTiles({ labelMap, confidence: new Uint8Array(labels.length).fill(255) }),
    });
  };
  repair(engineOf(1));
  const paint = (runs: readonly number[], label = 'paint') =>
    store.paint({ fileId, label, tiles: [{ row: 0, column: 0, runs: Uint32Array.from(runs) }] });
  const labels = (): number[] => [...(store.mask(fileId, defaultReadLimits)?.labelMap.labels ?? [])];
  const undo = (): void => void store.undo(store.projectSums().undo?.id ?? 0);
  const redo = (): void => void store.redo(store.projectSums().redo?.id ?? 0);
  return { ...project, fileId, repair, paint, labels, undo, redo };
}

test('paint lies on whatever the engine gives later, and can be undone from it', () => {
  const { repair, paint, labels, undo, redo, store, fileId } = repairedMask();
  paint([0, 3, ROOF]);
  paint([2, 2, 0]);
  store.decide({ kind: 'ids', ids: [fileId] }, { decision: 'accepted', by: 'Ada' });
  repair(engineOf(0));
  expect(labels()).toEqual([ROOF, ROOF, ...engineOf(0).slice(2)]);
  expect(store.reviewedMask(fileId)?.classes).toEqual([
    { slot: 0, pixels: 13 },
    { slot: ROOF, pixels: 2 },
  ]);
  // Another result: undecided again, and the decision is remembered.
  expect(store.reviewedMask(fileId)).toMatchObject({
    row: { decision: 'undecided' },
    history: [{ decision: 'accepted', by: 'Ada' }],
    editedPixels: 2,
  });
  undo();
  undo();
  expect(labels()).toEqual([ROOF, ROOF, ROOF, ...engineOf(0).slice(3)]);
  undo();
  expect(labels()).toEqual(engineOf(0));
  redo();
  redo();
  expect(labels()).toEqual([ROOF, ROOF, ...engineOf(0).slice(2)]);
});

test('paint does not lie on a result of another size', () => {
  const { repair, paint, labels } = repairedMask();
  paint([0, 3, ROOF]);
  repair(new Array<number>(4).fill(0), { width: 2, height: 2 });
  expect(labels()).toEqual([0, 0, 0, 0]);
  repair(engineOf(1));
  expect(labels()).toEqual([ROOF, ROOF, ROOF, ...engineOf(1).slice(3)]);
});

test('a class that eight bits have no room for can be painted, and taken back', () => {
  const { paint, labels, undo, store, fileId } = repairedMask();
  paint([4, 2, WIDE]);
  expect(labels()).toEqual([1, 1, 1, 1, WIDE, WIDE, ...engineOf(1).slice(6)]);
  expect(store.mask(fileId, defaultReadLimits)?.labelMap.labels).toBeInstanceOf(Uint16Array);
  undo();
  expect(store.mask(fileId, defaultReadLimits)?.labelMap.labels).toBeInstanceOf(Uint8Array);
  expect(labels()).toEqual(engineOf(1));
});

test('acts too old for the history can no longer be undone, and what they painted stays, through a repair too', () => {
  const { database, store, repair, paint, labels, undo } = repairedMask();
  paint([0, 3, ROOF]);
  paint([0, 1, RESTORED]);
  paint([5, 2, 0]);
  const before = labels();
  const forgotten = database.transaction(() => fitEdits(openTables(database), 0))();
  // The palette, and two of the three acts of painting: the last one can always be undone.
  expect(forgotten).toBe(3);
  expect(store.history(10)).toHaveLength(1);
  expect(labels()).toEqual(before);
  undo();
  expect(labels()).toEqual([1, ROOF, ROOF, ...engineOf(1).slice(3)]);
  repair(engineOf(0));
  expect(labels()).toEqual([0, ROOF, ROOF, ...engineOf(0).slice(3)]);
});

test('a new act forgets what was undone, and its paint with it', () => {
  const { database, paint, undo } = repairedMask();
  paint([0, 3, ROOF]);
  undo();
  paint([5, 1, ROOF]);
  expect(database.prepare('SELECT count(*) FROM edits').pluck().get()).toBe(1);
  expect(database.prepare('SELECT count(*) FROM edit_tiles').pluck().get()).toBe(1);
});

test('what was painted after a job’s act lies above it, even where the job comes to the mask later', () => {
  const { store, fileId, paint, labels, undo } = repairedMask();
  const job = store.openJob({ kind: 'edit', title: 'edit', parameters: {} }, [fileId]);
  const [other] = store.recall([{ root: '/elsewhere', path: 'b.jpg' }]);
  store.recordRepair({ ...repairOf(other.file.id, job), fileId: other.file.id });
  const byJob = (id: number, runs: readonly number[]) =>
    store.paintForJob(job, { fileId: id, label: 'all', tiles: [{ row: 0, column: 0, runs: Uint32Array.from(runs) }] });
  byJob(other.file.id, [0, 15, ROOF]);
  paint([0, 4, 0]);
  byJob(fileId, [2, 4, ROOF]);
  expect(labels()).toEqual([0, 0, 0, 0, ROOF, ROOF, ...engineOf(1).slice(6)]);
  expect(store.job(job)?.items).toMatchObject({ done: 1 });
  undo();
  expect(labels()).toEqual([1, 1, ROOF, ROOF, ROOF, ROOF, ...engineOf(1).slice(6)]);
  const changed = store.undo(store.projectSums().undo?.id ?? 0);
  expect(changed.map((mask) => mask.fileId).toSorted()).toEqual([fileId, other.file.id].toSorted());
  expect(labels()).toEqual(engineOf(1));
});

test('a class that goes is painted no more once the mask is repaired, and is again when it is back', () => {
  const { store, paint, labels, repair, undo } = repairedMask();
  paint([0, 3, ROOF]);
  const { revision } = store.paletteSnapshot();
  store.changePalette({
    revision,
    palette: { ...painted, classes: painted.classes.filter(({ slot }) => slot !== ROOF) },
    label: 'less',
  });
  repair(engineOf(1));
  expect(labels()).toEqual(engineOf(1));
  undo();
  repair(engineOf(1));
  expect(labels()).toEqual([ROOF, ROOF, ROOF, ...engineOf(1).slice(3)]);
});

test('whatever is painted, undone and done again, labels, counts and pixels are those of the acts in force', () => {
  const act = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(0, 1, ROOF, RESTORED),
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1) },
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const { store, fileId, paint, labels, repair } = repairedMask();
      let engine = engineOf(1);
      let done: (readonly [number, number, number])[] = [];
      let undone: typeof done = [];
      const expected = (): number[] => {
        const field = engine.slice();
        for (const [at, length, slot] of done) {
          for (let pixel = at; pixel < Math.min(15, at + length); pixel++)
            field[pixel] = slot === RESTORED ? engine[pixel] : slot;
        }
        return field;
      };
      for (const step of acts) {
        if (step === 'undo' && done.length > 0) {
          store.undo(store.projectSums().undo?.id ?? 0);
          undone = [...undone, ...done.slice(-1)];
          done = done.slice(0, -1);
        } else if (step === 'redo' && undone.length > 0) {
          store.redo(store.projectSums().redo?.id ?? 0);
          done = [...done, ...undone.slice(-1)];
          undone = undone.slice(0, -1);
        } else if (typeof step === 'number') {
          // Only where nothing is painted as it was: what changes nothing is no part of an act.
          if (done.length + undone.length > 0) continue;
          engine = engineOf(step);
          repair(engine);
        } else if (typeof step !== 'string') {
          const [at, length, slot] = step;
          const result = paint([at, Math.min(length, 15 - at), slot]);
          if (result.entry !== undefined) [done, undone] = [[...done, step], []];
        }
        expect(labels()).toEqual(expected());
        const counts = new Map((store.reviewedMask(fileId)?.classes ?? []).map((entry) => [entry.slot, entry.pixels]));
        for (const slot of [0, 1, ROOF])
          expect(counts.get(slot) ?? 0).toBe(expected().filter((label) => label === slot).length);
        expect(store.reviewedMask(fileId)?.editedPixels).toBe(
          expected().filter((label, pixel) => label !== engine[pixel]).length,
        );
        expect(store.reviewedMask(fileId)?.edits).toBe(done.length);
      }
    }),
    { numRuns: 15 },
  );
});

test('strokes leave locked classes as they are, those of the project and those of the moment, and keep to the classes named', () => {
  const { store, fileId, paint, labels } = repairedMask();
  paint([0, 5, 0]);
  paint([5, 5, ROOF]);
  const stroke = (rules: { locked?: number[]; onlyOver?: number[] }): void => {
    store.paint({ fileId, label: 'over', rules, tiles: [{ row: 0, column: 0, runs: Uint32Array.from([4, 7, WIDE]) }] });
  };
  const { revision } = store.paletteSnapshot();
  const locked = painted.classes.map((entry) => ({ ...entry, isLocked: entry.slot === ROOF }));
  store.changePalette({ revision, palette: { ...painted, classes: locked }, label: 'lock' });
  stroke({ locked: [0] });
  const roofs = new Array<number>(5).fill(ROOF);
  expect(labels()).toEqual([0, 0, 0, 0, 0, ...roofs, WIDE, 1, 1, 1, 1]);
  stroke({ onlyOver: [0, ROOF] });
  expect(labels()).toEqual([0, 0, 0, 0, WIDE, ...roofs, WIDE, 1, 1, 1, 1]);
  expect(() => paint([0, 1, ROOF])).toThrow('"roof" is locked');
});
