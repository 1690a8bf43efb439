import { type MessagePort, MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ShouldStop } from '../../shared/should-stop.ts';
import type { CallCrew, SearchPart, SharedSearch } from '../../shared/search/search-crew.ts';
import { CrewFailure, crewControl, ThreadCrew } from './thread-crew.ts';
import { workerEnvironment } from '../worker-environment.ts';
import { workerFile } from '../worker-file.ts';

/** What a thread that helps in a search is started with. */
export interface HelperData {
  readonly search: SharedSearch;
  readonly index: number;
  readonly size: number;
  readonly control: Int32Array<SharedArrayBuffer>;
  /** One element in shared memory, not 0 when the work shall stop. */
  readonly stop: Int32Array;
  /** Where the thread's part of the result goes. */
  readonly port: MessagePort;
}

/** What a worker thread knows of its task. */
export interface CallerTask {
  /** Threads that may work on one picture together, at least 1. */
  readonly threads: number;
  readonly stop: Int32Array;
  readonly shouldStop: ShouldStop;
}

/**
 * Lets a worker thread call others to the search of a large picture. They work on its memory while it works itself, and
 * are gone with the search.
 */
export class CrewCaller {
  /** Undefined where one thread is all there may be. */
  readonly call: CallCrew | undefined;
  private readonly helpers: Worker[] = [];

  constructor({ threads, stop, shouldStop }: CallerTask) {
    if (threads < 2) return;
    this.call = (search) => {
      const control = crewControl(threads);
      const ports: MessagePort[] = [];
      for (let index = 1; index < threads; index++) {
        const { port1, port2 } = new MessageChannel();
        ports.push(port1);
        this.helpers.push(startHelper({ search, index, size: threads, control, stop, port: port2 }));
      }
      return new ThreadCrew({ index: 0, size: threads, control, shouldStop }, (part, crew) => {
        // The others have sent theirs before they come.
        crew.meet(0);
        return [part, ...ports.map(takePart)];
      });
    };
  }

  /** Ends those that are still there, also in the middle of their work. */
  endHelpers(): void {
    for (const helper of this.helpers) void helper.terminate();
  }
}

/** Bound of a helper's JavaScript heap: what grows with the picture lies outside it, but for lists of its edge MCUs. */
const MAX_HEAP_MEGABYTES = 1024;
/** Of what it throws away: with the room that threads for whole folders have, pictures of 400 megapixels take 40 MB more. */
const MAX_YOUNG_MEGABYTES = 12;

function startHelper(data: HelperData): Worker {
  const worker = new Worker(workerFile('workers/search-helper'), {
    workerData: data,
    transferList: [data.port],
    env: workerEnvironment(),
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES, maxYoungGenerationSizeMb: MAX_YOUNG_MEGABYTES },
  });
  // What went wrong is told at the next meeting.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

function takePart(port: MessagePort): SearchPart {
  const received = receiveMessageOnPort(port);
  port.close();
  if (received === undefined) throw new CrewFailure();
  // The helper, which this program started, sends nothing else.
  return received.message as SearchPart;
}
