// A process of its own that repairs a folder of PNG masks and says how far it is: FOLDER OUT [PROJECT].
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repairSources } from '../../src/main/services/repair/repair-sources.ts';
import { requestFor, watchJob } from './mask-request.ts';

const [folder, out, projectPath] = process.argv.slice(2);
const sources = readdirSync(folder).map((name) => ({ path: join(folder, name), root: folder, relativePath: name }));
const { watch } = watchJob(({ done }) => process.stdout.write(`done ${String(done)}\n`));
await repairSources({ ...requestFor(sources, out), workers: 1, projectPath }, watch);
