import { workerData } from 'node:worker_threads';
import { isExact, isSoft } from '../../shared/search/search-crew.ts';
import { helpSearch } from '../../shared/search/search-labels.ts';
import { helpSoftly } from '../../shared/search/search-softly.ts';
import type { HelperData } from './call-crew.ts';
import { ThreadCrew } from './thread-crew.ts';

// A thread that helps to search one large picture. Entry point: started by crewCaller with its data.

// Set by crewCaller, the only place that starts this file.
const { search, port, stop, ...place } = workerData as HelperData;

const crew = new ThreadCrew({ ...place, shouldStop: () => Atomics.load(stop, 0) !== 0 }, (part, self) => {
  port.postMessage({ seconds: { pixels: part.seconds.pixels, labels: part.seconds.labels }, change: part.change });
  self.meet(0);
  port.close();
  return [];
});

try {
  if (isExact(search)) helpSearch(search, crew, crew.shouldStop);
  if (isSoft(search)) helpSoftly(search, crew, crew.shouldStop);
} catch {
  // The thread that called tells of it; a search that could not even begin has told nobody yet.
  crew.fail();
  port.close();
}
