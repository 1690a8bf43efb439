import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { labelNoise } from './label-noise.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { ShouldStop } from '../should-stop.ts';
import {
  alone,
  type CallCrew,
  inCrew,
  isShareable,
  receiveSearch,
  type SearchCrew,
  type SearchPart,
  type SharedSoftSearch,
  shareSearch,
} from './search-crew.ts';
import { PartOfSearch } from './part-of-search.ts';
import { softEnergy } from './search-energy.ts';
import { searchFile, suitsSearch } from './search-file.ts';
import type { TellTimeLeft } from './search-outlook.ts';
import type { SoftEffort } from './search-preset.ts';
import { keepShares, UNSURE } from './settled-shares.ts';
import { lowerTo, shakeBesideEdges } from './shake-beside-edges.ts';
import { joinSeconds } from '../decide/second-labels.ts';
import { SearchedPicture } from './searched-picture.ts';

interface SoftMeans {
  readonly effort: SoftEffort;
  readonly callCrew?: CallCrew | undefined;
  readonly tellTimeLeft?: TellTimeLeft | undefined;
}

/**
 * Searches labels for a file that was altered between mask and JPEG, so that no labels reproduce it: those whose
 * coefficients lie near the file's, and of these, pixel by pixel, the commonest. Nothing is certified; certain
 * stay only flat MCUs among their like. `callCrew` brings other threads to it, where the picture is large.
 * Works in the arrays of the decision; throws `cancelled` as `searchLabels` does.
 */
export function searchSoftly(
  input: DecisionInput,
  decided: DecidedLabels,
  { effort, callCrew, tellTimeLeft }: SoftMeans,
): DecidedLabels {
  const { model } = input;
  if (!suitsSearch(model)) return decided;
  const noise = labelNoise(model, decided.labels);
  shakeBesideEdges(input, decided.confidence);
  return searchFile(input, softEnergy(model, noise), (search) => {
    const picture = new SearchedPicture(input, decided, search);
    const mayBeShared = callCrew !== undefined && isShareable(input, decided);
    // A class that nothing near shows would only explain what the alteration did.
    const allowed = new Uint8Array(decided.witnessed.length);
    const { history } = picture;
    const crew = mayBeShared
      ? callCrew(shareSearch(input, decided, { history, allowed, work: { kind: 'soft', effort, noise } }))
      : alone;
    return inCrew(crew, () => {
      const part = new SoftPictureSearch(picture, decided, { crew, tellTimeLeft }).run(allowed, effort);
      const parts = crew.gather(part);
      return {
        ...withoutCertificates(decided),
        labels: picture.labels,
        changedPixels: parts.reduce((sum, { change }) => sum + change, decided.changedPixels),
        seconds: joinSeconds(parts.map(({ seconds }) => seconds)),
      };
    });
  });
}

/** Searches a thread's share of a picture that another began to search softly. Throws as `searchSoftly` does. */
export function helpSoftly(shared: SharedSoftSearch, crew: SearchCrew, shouldStop: ShouldStop): void {
  const { decided, history, allowed, work } = shared;
  const input = receiveSearch(shared, shouldStop);
  searchFile(input, softEnergy(input.model, work.noise), (search) => {
    const picture = new SearchedPicture(input, decided, search, history);
    inCrew(crew, () => crew.gather(new SoftPictureSearch(picture, decided, { crew }).run(allowed, work.effort)));
  });
}

/** The passes over the MCUs of one thread. */
class SoftPictureSearch extends PartOfSearch {
  run(allowed: Uint8Array, effort: SoftEffort): SearchPart {
    const { picture, bands, confidence, seconds } = this;
    const units = picture.edges.filter((mcu) => bands.isMine(mcu)).length;
    this.outlook.expect({ units, later: units });
    this.pass((mcu) => picture.searchMcu(mcu, allowed, effort));
    this.outlook.expect({ units });
    const work = { isCertified: false, polishRuns: 0, polishProposals: 0, samples: effort.samples };
    this.pass((mcu) => {
      picture.settle(mcu, allowed, work);
      keepShares(picture, mcu, { confidence, seconds });
    });
    return this.outcome();
  }

  private pass(work: (mcu: number) => void): void {
    const { picture } = this;
    picture.startPass();
    this.eachTurn(
      () => picture.edges,
      (mcu) => {
        work(mcu);
        this.outlook.advance(1);
      },
    );
  }
}

/**
 * The decision itself, of a file too far from any labels to be searched: nothing is certified, and certain stay only
 * flat MCUs among their like. Works in the arrays of the decision.
 */
export function shakeAtEdges(input: DecisionInput, decided: DecidedLabels): DecidedLabels {
  const { model, flats } = input;
  const { confidence } = decided;
  shakeBesideEdges(input, confidence);
  flats.kinds.forEach((kind, mcu) => {
    if (kind === mcuKinds.edge) lowerTo(UNSURE, confidence, { model, mcu });
  });
  return withoutCertificates(decided);
}

function withoutCertificates(decided: DecidedLabels): DecidedLabels {
  return { ...decided, certified: new Uint8Array(decided.certified.length), certifiedBlocks: 0 };
}
