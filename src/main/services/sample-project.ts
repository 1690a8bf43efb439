import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cp, mkdir, stat } from '../file-system.ts';

/** Where the sample stands: beside the sources, or two levels above the bundle. */
function sampleFolder(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../../../assets/sample/' : '../../assets/sample/', import.meta.url));
}

export interface SamplePlaces {
  readonly project: string;
  readonly masks: string;
  readonly photos: string;
  /** True where the project has still to be filled. */
  readonly isNew: boolean;
}

/** The sample in the program's own folder, copied there on first use: a project may be moved and its sources painted on. */
export async function prepareSample(dataFolder: string): Promise<SamplePlaces> {
  const home = join(dataFolder, 'sample');
  const places = { project: join(home, 'Sample.maskmend'), masks: join(home, 'masks'), photos: join(home, 'photos') };
  const present = await stat(places.project).catch(() => undefined);
  if (present !== undefined) return { ...places, isNew: false };
  await mkdir(home, { recursive: true });
  for (const name of ['masks', 'photos']) {
    await cp(join(sampleFolder(), name), join(home, name), { recursive: true });
  }
  return { ...places, isNew: true };
}
