import { MaskmendError } from '../../shared/errors.ts';
import type { ShouldStop } from '../../shared/should-stop.ts';
import type { SearchCrew, SearchPart } from '../../shared/search/search-crew.ts';
import { silenceLimitMs } from './silence-limit.ts';

/** Elements of the memory in which a crew meets; the signs of life of its threads follow. */
const ARRIVED = 0;
const MEETINGS = 1;
const FAILED = 2;
/** What was brought to meetings of even number, and to those of odd. */
const SUMS = 3;
const LIVES = 5;

/** Between two looks whether the work shall stop, in ms. */
const WAIT_MS = 50;
/** A thread that gives no sign of life for so long has died or hangs, in ms; MCUs take milliseconds. */
const SILENCE_MS = 60_000;

/** Another thread of the crew has failed, and has told so or gives no sign of life. */
export class CrewFailure extends MaskmendError {
  constructor() {
    super('internal', 'a thread that helped in the search has failed');
  }
}

/** Memory for the meetings of a crew. */
export function crewControl(size: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * (LIVES + size)));
}

/** How the parts that the threads found come to the first one. */
type Gather = (part: SearchPart, crew: ThreadCrew) => readonly SearchPart[];

export interface CrewMember {
  readonly index: number;
  readonly size: number;
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly shouldStop: ShouldStop;
}

/** A thread's place in a crew that meets in shared memory. */
export class ThreadCrew implements SearchCrew {
  readonly index: number;
  readonly size: number;
  private readonly control: Int32Array<SharedArrayBuffer>;
  private readonly askStop: ShouldStop;
  private readonly gatherParts: Gather;
  private readonly silenceMs = silenceLimitMs(SILENCE_MS);

  constructor({ index, size, control, shouldStop }: CrewMember, gatherParts: Gather) {
    this.index = index;
    this.size = size;
    this.control = control;
    this.askStop = shouldStop;
    this.gatherParts = gatherParts;
  }

  meet(value: number): number {
    const { control } = this;
    const meeting = Atomics.load(control, MEETINGS);
    const sum = SUMS + (meeting & 1);
    Atomics.add(control, sum, value);
    if (Atomics.add(control, ARRIVED, 1) === this.size - 1) {
      Atomics.store(control, ARRIVED, 0);
      // Read by all before they came here: free for the next meeting.
      Atomics.store(control, SUMS + ((meeting + 1) & 1), 0);
      Atomics.add(control, MEETINGS, 1);
      Atomics.notify(control, MEETINGS);
    } else this.waitForOthers(meeting);
    return Atomics.load(control, sum);
  }

  gather(part: SearchPart): readonly SearchPart[] {
    return this.gatherParts(part, this);
  }

  /** To be asked during work: a sign of life, and true as soon as it shall stop, also because another thread failed. */
  readonly shouldStop: ShouldStop = () => {
    Atomics.add(this.control, LIVES + this.index, 1);
    return this.askStop() || Atomics.load(this.control, FAILED) === 1;
  };

  /** Tells the others that this thread will not come any more. */
  fail(): void {
    Atomics.store(this.control, FAILED, 1);
    Atomics.notify(this.control, MEETINGS);
  }

  private waitForOthers(meeting: number): void {
    const { control } = this;
    let lives = this.countLives();
    let silentSince = performance.now();
    while (Atomics.load(control, MEETINGS) === meeting) {
      Atomics.wait(control, MEETINGS, meeting, WAIT_MS);
      if (this.askStop()) throw new MaskmendError('cancelled', 'the repair was cancelled');
      const now = this.countLives();
      if (now !== lives) [lives, silentSince] = [now, performance.now()];
      // The first thread's end is the end of all: the others need not watch it.
      const isSilent = this.index === 0 && performance.now() - silentSince > this.silenceMs;
      if (Atomics.load(control, FAILED) === 1 || isSilent) {
        throw new CrewFailure();
      }
    }
  }

  /** Of the other threads. */
  private countLives(): number {
    let lives = 0;
    for (let index = 0; index < this.size; index++) {
      if (index !== this.index) lives += Atomics.load(this.control, LIVES + index);
    }
    return lives;
  }
}
