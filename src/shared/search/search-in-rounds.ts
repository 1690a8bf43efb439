import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { SecondLabelList } from '../decide/second-labels.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { changeInShown } from './change-in-shown.ts';
import type { SearchEnergy } from './search-energy.ts';
import { searchFile } from './search-file.ts';
import { SearchedPicture, type SearchHistory } from './searched-picture.ts';
import { keepShares } from './settled-shares.ts';
import { shakeBesideEdges } from './shake-beside-edges.ts';

/** What labels are held against in a round: coefficients in a pool that has a cell for each, and what they cost. */
export interface RoundMeans {
  readonly model: ForwardModel;
  readonly energy: SearchEnergy;
}

/**
 * A search whose cells and costs change from round to round, of a file that a quantiser or a second saving altered. Works
 * in the arrays of the decision; its methods throw `cancelled` when the input's `shouldStop` turns true.
 */
export class SearchInRounds {
  private readonly input: DecisionInput;
  private readonly decided: DecidedLabels;
  private readonly certified: Uint8Array;
  private history: SearchHistory | undefined;

  /** `before`: the rounds that went before these, with other cells. */
  constructor(input: DecisionInput, decided: DecidedLabels, before?: SearchInRounds) {
    this.input = input;
    this.decided = decided;
    this.certified = before?.certified ?? decided.certified.slice();
    this.history = before?.history;
  }

  /** A round, in which random numbers are others than in those before. */
  round(means: RoundMeans, work: (picture: SearchedPicture) => void): void {
    this.search(means, (picture) => {
      picture.startPass();
      work(picture);
    });
  }

  /** Puts labels and certificates back to what was decided. */
  restore(means: RoundMeans): void {
    this.search(means, (picture) => {
      picture.restore();
    });
    this.decided.certified.set(this.certified);
  }

  /** Finds how sure the pixels of MCUs are that are settled one after the other; none is certified. */
  settle(
    means: RoundMeans,
    mcus: readonly number[],
    settleMcu: (picture: SearchedPicture, mcu: number) => void,
  ): DecidedLabels {
    const { input, decided } = this;
    const { confidence } = decided;
    shakeBesideEdges(input, confidence);
    const seconds = new SecondLabelList();
    const change = this.search(means, (picture) => {
      picture.startPass();
      for (const mcu of mcus) {
        settleMcu(picture, mcu);
        keepShares(picture, mcu, { confidence, seconds });
      }
      return changeInShown(new SearchedPicture(input, decided, picture.search, picture.history));
    });
    // What is reproduced after all is so by chance.
    const certified = new Uint8Array(decided.certified.length);
    return { ...decided, certified, certifiedBlocks: 0, changedPixels: decided.changedPixels + change, seconds };
  }

  private search<Result>({ model, energy }: RoundMeans, work: (picture: SearchedPicture) => Result): Result {
    const own = { ...this.input, model };
    return searchFile(own, energy, (search) => {
      const picture = new SearchedPicture(own, this.decided, search, this.history);
      const result = work(picture);
      this.history = picture.history;
      return result;
    });
  }
}
