import { WINDOW_ORIGIN, WINDOW_SIDE } from '../mcu-loader.ts';
import type { McuEnergy } from './mcu-energy.ts';
import type { McuState } from './mcu-state.ts';
import type { Rivals } from './rivals.ts';

const LOWER = -1e-9;
/** A label that so many of 8 pixels have is the ground on which the others stand. */
const GROUND_OF_8 = 6;
/** Pixels that stand on a ground, at most. */
const MOST_SPECKS = 24;

/**
 * Begins anew with the ground alone, and changes pixel by pixel, each time the one that lowers the energy most: of specks
 * nothing near tells where they are, and one that is put wrong holds the others in wrong places. False where there is no
 * ground.
 */
export function descendFromGround(state: McuState, energy: McuEnergy): boolean {
  const ground = findGround(state);
  if (ground === undefined) return false;
  eachPixel(state, (_, at) => (state.window[at] = ground));
  state.measure();
  for (let index = 0; index < MOST_SPECKS; index++) if (!changeBest(state, energy)) break;
  return true;
}

function findGround(state: McuState): number | undefined {
  const { wide, high } = state.area;
  return state.labelSet.subarray(0, state.allCount).find((label) => {
    let count = 0;
    eachPixel(state, (_, at) => (count += state.window[at] === label ? 1 : 0));
    return 8 * count >= GROUND_OF_8 * wide * high;
  });
}

function changeBest(state: McuState, energy: McuEnergy): boolean {
  let best = LOWER;
  let found: { readonly pixel: number; readonly label: number } | undefined;
  eachPixel(state, (pixel, at) => {
    const own = state.window[at];
    for (const label of state.labelSet.subarray(0, state.allCount)) {
      if (label === own) continue;
      const change = energy.changeOfFlip(pixel, label, best);
      if (change < best) [best, found] = [change, { pixel, label }];
    }
  });
  return found !== undefined && energy.tryFlip(found.pixel, found.label, LOWER);
}

function eachPixel({ area, mcu }: McuState, visit: (pixel: number, at: number) => void): void {
  for (let y = 0; y < area.high; y++) {
    for (let x = 0; x < area.wide; x++) visit(y * mcu.wide + x, WINDOW_ORIGIN + y * WINDOW_SIDE + x);
  }
}

/** Of more specks than this others keep each in its place. */
const MOST_MOVED = 4;
/** Places that are tried together with others, those that fit best by themselves. */
const PLACES = 24;
/** Labels that miss the file by more do not reproduce it. */
const NEARLY_MET = 0.05;

interface Place {
  readonly pixel: number;
  readonly label: number;
  readonly energy: number;
}

/**
 * Moves the specks of labels that reproduce the MCU, one and two at a time, to wherever they reproduce it as well, and
 * remembers such labels as rivals: sampling, which moves pixels step by step, does not find them. Leaves the best labels.
 * Returns whether it found any.
 */
export function addSpeckRivals(state: McuState, energy: McuEnergy, rivals: Rivals): boolean {
  const ground = findGround(state);
  const specks = ground === undefined ? [] : findSpecks(state, ground);
  if (ground === undefined || specks.length === 0) return false;
  const mover = new SpeckMover(state, energy, { rivals, ground });
  let isFound = false;
  specks.forEach((first, place) => {
    for (const second of specks.slice(place)) if (mover.move(first, second)) isFound = true;
  });
  energy.returnToBest();
  return isFound;
}

/** The specks; none where there are too many, or one belongs to something outside the MCU. */
function findSpecks(state: McuState, ground: number): number[] {
  const specks: { readonly pixel: number; readonly at: number }[] = [];
  eachPixel(state, (pixel, at) => {
    if (state.window[at] !== ground) specks.push({ pixel, at });
  });
  const areMovable = specks.length <= MOST_MOVED && specks.every(({ pixel, at }) => !goesOnOutside(state, pixel, at));
  return areMovable ? specks.map(({ pixel }) => pixel) : [];
}

function goesOnOutside({ window, mcu, area }: McuState, pixel: number, at: number): boolean {
  const [x, y] = [pixel % mcu.wide, Math.floor(pixel / mcu.wide)];
  for (let down = -1; down <= 1; down++) {
    for (let along = -1; along <= 1; along++) {
      const isInside = x + along >= 0 && x + along < area.wide && y + down >= 0 && y + down < area.high;
      if (!isInside && window[at + down * WINDOW_SIDE + along] === window[at]) return true;
    }
  }
  return false;
}

/** Moves specks of one MCU that stand on one ground. */
class SpeckMover {
  private readonly state: McuState;
  private readonly energy: McuEnergy;
  private readonly rivals: Rivals;
  private readonly ground: number;

  constructor(
    state: McuState,
    energy: McuEnergy,
    { rivals, ground }: { readonly rivals: Rivals; readonly ground: number },
  ) {
    this.state = state;
    this.energy = energy;
    this.rivals = rivals;
    this.ground = ground;
  }

  move(first: number, second: number): boolean {
    const { state, energy, ground } = this;
    energy.returnToBest();
    for (const pixel of [first, second]) state.window[state.placeOf(pixel)] = ground;
    state.measure();
    const places = this.findPlaces();
    let isFound = false;
    places.forEach(({ pixel, label }, index) => {
      this.setLabel(pixel, label);
      if (first === second) isFound = this.addIfReproduced() || isFound;
      else {
        for (const other of places.slice(index + 1)) {
          if (other.pixel === pixel || !this.isNearlyMetWith(other)) continue;
          this.setLabel(other.pixel, other.label);
          isFound = this.addIfReproduced() || isFound;
          this.setLabel(other.pixel, ground);
        }
      }
      this.setLabel(pixel, ground);
    });
    return isFound;
  }

  /** The places at which one speck more fits best, in the order of their energies; of equal ones the first found goes first. */
  private findPlaces(): readonly Place[] {
    const { state, energy, ground } = this;
    const places: Place[] = [];
    eachPixel(state, (pixel, at) => {
      if (state.window[at] !== ground) return;
      for (const label of state.labelSet.subarray(0, state.allCount)) {
        if (label === ground) continue;
        const worst = places.length < PLACES ? Infinity : places[PLACES - 1].energy;
        const found = { pixel, label, energy: energy.changeOfFlip(pixel, label, worst) };
        if (found.energy >= worst) continue;
        if (places.length === PLACES) places.pop();
        const next = places.findIndex((place) => place.energy > found.energy);
        places.splice(next < 0 ? places.length : next, 0, found);
      }
    });
    return places;
  }

  private setLabel(pixel: number, label: number): void {
    const { change } = this.energy;
    change.begin();
    change.add(pixel, label);
    change.violationChange(Infinity);
    change.keep();
  }

  private isNearlyMetWith({ pixel, label }: Place): boolean {
    const { change } = this.energy;
    const before = this.state.totalViolation();
    change.begin();
    change.add(pixel, label);
    const further = change.violationChange(NEARLY_MET - before);
    change.takeBack();
    return before + further <= NEARLY_MET;
  }

  private addIfReproduced(): boolean {
    const { state, energy, rivals } = this;
    if (state.totalViolation() > NEARLY_MET || !state.isReproduced() || energy.isBest()) return false;
    rivals.add(state.window, energy.energy());
    return true;
  }
}
