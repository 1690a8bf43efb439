import type { DesktopBridge } from '../../shared/contract/transport.ts';
import { createDesktopHost } from './desktop-host.ts';
import type { Host } from './host-shape.ts';
import { createLoopbackHost } from './loopback-host.ts';

declare global {
  interface Window {
    /** There in the desktop app: see src/main/electron/preload.ts. */
    readonly maskmend?: DesktopBridge;
  }
}

/** The host that this page runs in. */
export const host: Host = window.maskmend === undefined ? createLoopbackHost() : createDesktopHost(window.maskmend);
