import type { DctMethod } from '../jpeg/block-transform.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { buildForwardModel, type ForwardModel } from '../forward/forward-model.ts';
import { isShared } from '../shared-memory.ts';
import type { SearchEffort, SoftEffort } from './search-preset.ts';
import type { SearchHistory } from './searched-picture.ts';
import type { SecondLabels } from '../decide/second-labels.ts';

/** What one thread has found, beside what it wrote into memory that all share. */
export interface SearchPart {
  readonly seconds: SecondLabels;
  /** How many more pixels are changed than before the search. */
  readonly change: number;
}

/** The threads that search one picture together: each runs the same passes over MCUs of its own. */
export interface SearchCrew {
  /** This thread's number; the first, 0, called the others. */
  readonly index: number;
  readonly size: number;
  /** Waits until all threads have come so far; gives the sum of what they brought. Throws where one has failed. */
  meet(value: number): number;
  /** In the first thread: the parts of all, in the order of their numbers; in the others nothing, after theirs is passed on. */
  gather(part: SearchPart): readonly SearchPart[];
  /** Tells the others that this thread will not come any more. */
  fail(): void;
}

/** A crew of one. */
export const alone: SearchCrew = {
  index: 0,
  size: 1,
  meet: (value) => value,
  gather: (part) => [part],
  fail: () => undefined,
};

/** Calls other threads to a search and gives the first's place in the crew. */
export type CallCrew = (search: SharedSearch) => SearchCrew;

/** Does a thread's work; where it fails the others are told. */
export function inCrew<Result>(crew: SearchCrew, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    crew.fail();
    throw error;
  }
}

/** A search for labels that reproduce a picture, or for labels that come near one that was altered: see `softEnergy`. */
interface ExactWork {
  readonly kind: 'exact';
  readonly effort: SearchEffort;
}
interface SoftWork {
  readonly kind: 'soft';
  readonly effort: SoftEffort;
  readonly noise: number;
}

/** A search as it is passed to another thread: arrays that are written lie in shared memory. */
export interface SharedSearch<Work = ExactWork | SoftWork> {
  readonly image: JpegImage;
  readonly codes: readonly Uint8Array[];
  readonly dct: DctMethod;
  readonly downSampling: ForwardModel['downSampling'];
  readonly input: Pick<DecisionInput, 'flats' | 'flatGroups' | 'classColours' | 'unproven'>;
  readonly decided: DecidedLabels;
  readonly history: SearchHistory;
  readonly allowed: Uint8Array;
  readonly work: Work;
}

export type SharedExactSearch = SharedSearch<ExactWork>;
export type SharedSoftSearch = SharedSearch<SoftWork>;

export function isExact(search: SharedSearch): search is SharedExactSearch {
  return search.work.kind === 'exact';
}

export function isSoft(search: SharedSearch): search is SharedSoftSearch {
  return search.work.kind === 'soft';
}

/** Whether threads can be given a picture without a copy of it. */
export function isShareable({ model }: DecisionInput, { labels, confidence, certified }: DecidedLabels): boolean {
  const coefficients = model.image.components.flatMap(({ dc, place, pool }) => [dc, place, pool]);
  return [labels, confidence, certified, ...coefficients].every(isShared);
}

/** What of a decision another thread needs to go on from it. */
export function shareSearch(
  { model, flats, flatGroups, classColours, unproven }: DecisionInput,
  decided: DecidedLabels,
  own: Pick<SharedSearch, 'history' | 'allowed' | 'work'>,
): SharedSearch {
  const { image, components, dct, downSampling } = model;
  const codes = components.map((part) => part.codes);
  return { image, codes, dct, downSampling, input: { flats, flatGroups, classColours, unproven }, decided, ...own };
}

/** The decision that a thread was given. */
export function receiveSearch(search: SharedSearch, shouldStop: DecisionInput['shouldStop']): DecisionInput {
  const { image, codes, dct, downSampling, input } = search;
  const model = buildForwardModel(image, codes, dct);
  if (model === undefined) throw new TypeError('only pictures that have a forward model are searched');
  return { ...input, model: { ...model, downSampling }, shouldStop };
}

/** MCU rows that one thread searches in one go. */
const BAND_ROWS = 8;

/**
 * Which MCUs of a picture a thread searches, and when: bands of rows, first every other one, then those between, so that
 * no two threads are ever at work beside each other. The labels found are then the same for any number of threads.
 */
export class Bands {
  /** The halves of a pass. */
  readonly turns: readonly number[];
  private readonly crew: Pick<SearchCrew, 'index' | 'size'>;
  private readonly mcusWide: number;
  private readonly rows: number;

  /** `isWhole`: the picture is one band, which the first thread searches. */
  constructor(
    { mcusWide, mcusHigh }: Pick<JpegImage, 'mcusWide' | 'mcusHigh'>,
    crew: Pick<SearchCrew, 'index' | 'size'>,
    isWhole: boolean,
  ) {
    this.crew = crew;
    this.mcusWide = mcusWide;
    this.rows = isWhole ? mcusHigh : BAND_ROWS;
    this.turns = isWhole ? [0] : [0, 1];
  }

  isMine(mcu: number): boolean {
    return (this.bandOf(mcu) >> 1) % this.crew.size === this.crew.index;
  }

  isInTurn(mcu: number, turn: number): boolean {
    return (this.bandOf(mcu) & 1) === turn;
  }

  private bandOf(mcu: number): number {
    return Math.floor(mcu / (this.mcusWide * this.rows));
  }
}
