// Encodes the regions of label maps (width, height, count, then pixels) with area and box; prints the seconds of that alone.
import { readFileSync } from 'node:fs';
import { countsOfRuns, textOfCounts } from '../../src/shared/mask/coco-rle.ts';
import { areaOfRuns, boxOfRuns } from '../../src/shared/mask/runs.ts';
import { runsOfLabels } from '../../src/shared/mask/runs-of-labels.ts';

const content = readFileSync(process.argv[2]);
const [width, height, count] = [0, 4, 8].map((at) => content.readUInt32LE(at));
const started = performance.now();
let regions = 0;
let characters = 0;
for (let i = 0; i < count; i++) {
  const labels = content.subarray(12 + i * width * height, 12 + (i + 1) * width * height);
  for (const runs of runsOfLabels({ width, height, labels }, 0).values()) {
    // Used, so that nothing of it is left out.
    characters += textOfCounts(countsOfRuns(runs, { width, height })).length;
    characters += areaOfRuns(runs) + boxOfRuns(runs, height)[0];
    regions++;
  }
}
process.stdout.write(JSON.stringify({ regions, seconds: (performance.now() - started) / 1000, characters }));
