import type { DecidedLabels } from '../decide/decide-labels.ts';
import { LARGE_PIXELS } from '../shared-memory.ts';
import { changeInShown } from './change-in-shown.ts';
import { Bands, type SearchCrew, type SearchPart } from './search-crew.ts';
import { SearchOutlook, type TellTimeLeft } from './search-outlook.ts';
import { SecondLabelList } from '../decide/second-labels.ts';
import type { SearchedPicture } from './searched-picture.ts';

/** What a thread's part of a search is done with. */
export interface PartMeans {
  readonly crew: SearchCrew;
  readonly tellTimeLeft?: TellTimeLeft | undefined;
}

/** The MCUs of a picture that one thread searches, and what it finds there. */
export abstract class PartOfSearch {
  protected readonly picture: SearchedPicture;
  protected readonly crew: SearchCrew;
  protected readonly bands: Bands;
  protected readonly outlook: SearchOutlook;
  protected readonly confidence: Uint8Array;
  protected readonly seconds = new SecondLabelList();

  constructor(picture: SearchedPicture, { confidence }: DecidedLabels, { crew, tellTimeLeft }: PartMeans) {
    const { image } = picture.input.model;
    this.picture = picture;
    this.crew = crew;
    this.bands = new Bands(image, crew, image.width * image.height < LARGE_PIXELS);
    this.outlook = new SearchOutlook(tellTimeLeft);
    this.confidence = confidence;
  }

  /** Works on the thread's own MCUs, turn by turn of the whole crew. */
  protected eachTurn(list: () => readonly number[], work: (mcu: number) => void): void {
    const { bands, crew } = this;
    for (const turn of bands.turns) {
      for (const mcu of list()) if (bands.isMine(mcu) && bands.isInTurn(mcu, turn)) work(mcu);
      crew.meet(0);
    }
  }

  protected outcome(): SearchPart {
    return { seconds: this.seconds, change: changeInShown(this.picture, (mcu) => this.bands.isMine(mcu)) };
  }
}
