import { paletteError } from '../palette-error.ts';

/** Something wrong with one entry of a list of classes. */
export interface ListFault {
  /** `line 7`, or the entry of a JSON file. */
  readonly place: string;
  /** What was expected there, and what was found. */
  readonly message: string;
  /** What is made of the entry where the rest of the list is to be had. */
  readonly remedy: string;
}

/** Told of every fault; throws where a list may have none. */
export type TellFault = (fault: ListFault) => void;

/** For lists that a person named and can mend: throws invalid-palette at the first fault. */
export function refuseFaults({ place, message }: ListFault): never {
  throw paletteError(`${place}: ${message}`);
}

/** What becomes of an entry without a colour, where others have theirs: its place is all that can be had of it. */
export const PLACE_ONLY = 'it keeps its place in the numbering and is no class';

/** What becomes of an entry that tells no number, where numbers are told. */
export const LEFT_OUT = 'it is left out';
