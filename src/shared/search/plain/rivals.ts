/** Labellings that are rougher than the best by no more than this, in energy, count. */
export const RIVAL_MARGIN = 5;
const MAX_RIVALS = 16;

interface Rival {
  readonly window: Uint16Array;
  readonly energy: number;
}

/** Other labellings that polishing found to reproduce an MCU: about as smooth as the best, they may be the true ones. */
export class Rivals {
  private list: Rival[] = [];

  forget(): void {
    this.list = [];
  }

  add(window: Uint16Array, energy: number): void {
    if (this.list.length < MAX_RIVALS) this.list.push({ window: window.slice(), energy });
  }

  /** Of the labellings that are remembered, one at least, the first with most steps. */
  likeliest(stepsOf: (window: Uint16Array) => number): Uint16Array {
    return this.list.reduce((best, rival) => (stepsOf(rival.window) > stepsOf(best.window) ? rival : best)).window;
  }

  /** Whether one of them has another label than the best at a place of the window. */
  differ(best: { readonly window: Uint16Array; readonly energy: number }, place: number): boolean {
    return this.list.some(({ window, energy }) => {
      return energy <= best.energy + RIVAL_MARGIN && window[place] !== best.window[place];
    });
  }
}
