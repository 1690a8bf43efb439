import { createDesktopHost } from './desktop-host.ts';
import type { Host } from './host-shape.ts';
import { createLoopbackHost } from './loopback-host.ts';

/** The host that this page runs in. */
export const host: Host = window.maskmend === undefined ? createLoopbackHost() : createDesktopHost(window.maskmend);
