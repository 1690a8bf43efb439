/** How much work the repair of a JPEG may be: `draft` searches nothing, `exhaustive` goes on while time is left. */
export const repairPresets = ['draft', 'fast', 'exact', 'exhaustive'] as const;
export type RepairPreset = (typeof repairPresets)[number];

/** The work that a search may put into one MCU. Runs are of simulated annealing, their length counted in proposals. */
export interface SearchEffort {
  readonly runs: number;
  readonly proposals: number;
  /** Leaves it to the runs to find labels that nothing near an MCU shows, without trying all first. */
  readonly isBrief?: boolean;
  /** Runs once more for what is left, when the MCUs round it are known. */
  readonly secondRuns: number;
  /** Runs that look for smoother labels where others reproduce the MCU as well, and their length. */
  readonly polishRuns: number;
  readonly polishProposals: number;
  /** Proposals of the sampling from which certainty follows. */
  readonly samples: number;
  /** Further passes over what is left go on for this long. */
  readonly budgetMs: number;
}

export const searchEfforts: Readonly<Record<Exclude<RepairPreset, 'draft'>, SearchEffort>> = {
  fast: {
    runs: 1,
    proposals: 1000,
    isBrief: true,
    secondRuns: 0,
    polishRuns: 1,
    // At 500 the search takes 14 % longer, and of wrong pixels 1 % are fewer.
    polishProposals: 200,
    samples: 1000,
    budgetMs: 0,
  },
  exact: {
    runs: 32,
    proposals: 1000,
    secondRuns: 40,
    polishRuns: 14,
    polishProposals: 1000,
    samples: 4000,
    budgetMs: 0,
  },
  exhaustive: {
    runs: 16,
    proposals: 1000,
    secondRuns: 16,
    polishRuns: 16,
    polishProposals: 2000,
    samples: 8000,
    budgetMs: 60_000,
  },
};

/** The work that a soft search may put into one MCU. */
export type SoftEffort = Pick<SearchEffort, 'runs' | 'proposals' | 'samples'>;

export const softEfforts: Readonly<Record<Exclude<RepairPreset, 'draft'>, SoftEffort>> = {
  fast: { runs: 1, proposals: 500, samples: 1000 },
  exact: { runs: 1, proposals: 1000, samples: 2000 },
  exhaustive: { runs: 4, proposals: 2000, samples: 8000 },
};

/** The work that goes into a file whose mask was saved twice. */
export interface ResavedEffort {
  /** How often labels are saved again, and searched where that misses the file. */
  readonly rounds: number;
  /** Length of the first run in an MCU, and of the sampling from which certainty follows. */
  readonly proposals: number;
  readonly samples: number;
}

export const resavedEfforts: Readonly<Record<Exclude<RepairPreset, 'draft'>, ResavedEffort>> = {
  fast: { rounds: 2, proposals: 500, samples: 1000 },
  exact: { rounds: 6, proposals: 1000, samples: 2000 },
  exhaustive: { rounds: 12, proposals: 2000, samples: 8000 },
};

/** The work that goes into a file of mozjpeg's trellis. */
export interface TrellisEffort {
  /** Rounds over the edge MCUs. */
  readonly rounds: readonly Pick<SearchEffort, 'runs' | 'proposals' | 'isBrief'>[];
  /** Proposals of the sampling from which certainty follows. */
  readonly samples: number;
}

export const trellisEfforts: Readonly<Record<Exclude<RepairPreset, 'draft'>, TrellisEffort>> = {
  fast: {
    rounds: [
      { runs: 1, proposals: 500, isBrief: true },
      { runs: 2, proposals: 500, isBrief: true },
    ],
    samples: 1000,
  },
  exact: {
    rounds: [
      { runs: 2, proposals: 1000, isBrief: true },
      { runs: 8, proposals: 1000 },
    ],
    samples: 2000,
  },
  exhaustive: {
    rounds: [
      { runs: 2, proposals: 1000 },
      { runs: 16, proposals: 2000 },
      { runs: 16, proposals: 2000 },
    ],
    samples: 8000,
  },
};
