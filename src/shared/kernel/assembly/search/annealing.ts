// Simulated annealing with pair moves: two opposite changes slide a piece of boundary and leave the mean, and so the low
// frequencies, nearly as they were.
import { addFlip, beginTry } from './change';
import { settleTry } from './energy';
import { labelSet } from './label-set';
import { labelAt } from './mcu';
import {
  pickAtBoundary,
  pickPartner,
  pickedLabel,
  pickedPixel,
  random,
  randomBelow,
  randomExponential,
  roughnessChange,
} from './moves';
import { roughnessWeight } from './weights';

const TRIES = 16;
/** Of 256 proposals those that take any label of the set, not one of a neighbour. */
const FREE_PROPOSALS: u32 = 26;

/**
 * Stiffness grows from `softest` by a factor per proposal while heat falls from 1 by another; `labels` of the set may be
 * proposed anywhere. The host makes the factors: powers are not the same to the last bit here and there.
 */
export function anneal(proposals: i32, softest: f64, stiffen: f64, cool: f64, labels: i32): void {
  let stiffness = softest;
  let heat: f64 = 1;
  for (let i = 0; i < proposals; i++) {
    propose(stiffness, heat, roughnessWeight, labels);
    stiffness *= stiffen;
    heat *= cool;
  }
}

/** One Metropolis step; tells whether something was changed. */
export function propose(stiffness: f64, heat: f64, roughness: f64, labels: i32): bool {
  if (!pickAtBoundary(TRIES)) return false;
  const pixel = pickedPixel;
  const own = load<u8>(labelAt(pixel));
  const bits = random();
  let label = pickedLabel;
  if (labels > 0 && (bits & 255) < FREE_PROPOSALS) {
    label = load<u8>(labelSet + randomBelow(labels));
    if (label === own) return false;
  }
  const bound = heat * randomExponential();
  let rougher = roughness * roughnessChange(pixel, label);
  beginTry();
  addFlip(pixel, label);
  if (((bits >> 8) & 3) !== 0) {
    const isOpposite = ((bits >> 10) & 3) !== 0;
    const becomes = isOpposite ? own : label;
    const partner = pickPartner(pixel, isOpposite ? label : own, becomes);
    if (partner >= 0) {
      rougher += roughness * roughnessChange(partner, becomes);
      addFlip(partner, becomes);
    }
  }
  return settleTry(rougher, stiffness, bound);
}
