import type { EventHub } from '../event-hub.ts';

interface Exported {
  readonly written: number;
  readonly failed: readonly unknown[];
  readonly isDataset: boolean;
  readonly folder: string;
}

/** Tells that an export is over. */
export function tellExported(hub: EventHub, { written, failed, isDataset, folder }: Exported): void {
  hub.emit({
    type: 'notification',
    level: failed.length === 0 ? 'success' : 'warning',
    notice: { kind: 'exported', written, failed: failed.length, isDataset, folder },
    isForSystem: true,
  });
}
