import type { DesktopBridge } from '../../shared/contract/transport.ts';

declare global {
  interface Window {
    readonly maskmend?: DesktopBridge;
  }
}
