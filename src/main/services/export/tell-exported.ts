import { countWithNoun } from '../../../shared/words.ts';
import type { EventHub } from '../event-hub.ts';

interface Exported {
  readonly written: number;
  readonly failed: readonly unknown[];
  /** What became of those, such as "failed". */
  readonly fate: string;
  readonly folder: string;
}

/** Tells that an export is over. */
export function tellExported(hub: EventHub, { written, failed, fate, folder }: Exported): void {
  const isWhole = failed.length === 0;
  hub.emit({
    type: 'notification',
    level: isWhole ? 'success' : 'warning',
    title: `${countWithNoun(written, 'mask')} exported`,
    text: isWhole
      ? `Written to ${folder}, read back and found equal`
      : `${countWithNoun(failed.length, 'mask')} ${fate}`,
    isForSystem: true,
  });
}
