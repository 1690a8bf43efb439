import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppEvent } from '../../shared/contract/events.ts';
import { contractVersion } from '../../shared/versions.ts';
import type { EventHub } from '../services/event-hub.ts';

/** Proxies and browsers close a stream that says nothing for long. */
const HEARTBEAT_MS = 20_000;
/** A tab that does not read is let go before what it has not read fills the memory; it comes back and asks anew. */
const MOST_WAITING_BYTES = 4_000_000;

/** Sends every event to one tab, as long as it listens. */
export function streamEvents(request: IncomingMessage, response: ServerResponse, hub: EventHub): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const send = (event: AppEvent): void => {
    if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
    else response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  send({ type: 'hello', contractVersion });
  const unsubscribe = hub.subscribe(send);
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
  request.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
