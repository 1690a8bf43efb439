// What the parts of the energy count: set by the host once per file, for files whose coefficients are those of a mask
// or for altered ones.

/** At this stiffness descent and the ends of annealing weigh violations: hardly any may pay for smoother labels. */
export let stiffest: f64 = 1000;
export let roughnessWeight: f64 = 0.5;
/** Weight of a violation itself beside its square: without it the least energy lies just outside the cells. */
export let linearWeight: f32 = 0.2;

export function setEnergy(stiffness: f64, roughness: f64, linear: f32): void {
  stiffest = stiffness;
  roughnessWeight = roughness;
  linearWeight = linear;
}
