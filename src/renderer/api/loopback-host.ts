import type { CallAnswer } from '../../shared/contract/answer.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { callUrl, EVENTS_URL } from '../../shared/contract/transport.ts';
import type { Host, HostListener, NoAnswer } from './host-shape.ts';

/** How long a lost stream is left alone where the browser has given up on it for good. */
const RECONNECT_MS = 2000;

export function createLoopbackHost(): Host {
  return {
    kind: 'browser',
    call: callByHttp,
    subscribe: listen,
    setTitle: (title) => {
      document.title = title;
    },
    tellSystem,
  };
}

/** With the permission that the settings ask for, and while nobody looks at the page. */
function tellSystem(title: string, body: string): void {
  const isAway = document.visibilityState === 'hidden' || !document.hasFocus();
  if (!isAway || !('Notification' in window) || Notification.permission !== 'granted') return;
  new Notification(title, { body });
}

async function callByHttp(name: string, input: unknown): Promise<CallAnswer | NoAnswer> {
  try {
    const response = await fetch(callUrl(name), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    if (response.status === 401 || response.status === 403) return refused;
    // The host answers nothing but this shape; its contract version is compared when the stream opens.
    return (await response.json()) as CallAnswer;
  } catch {
    return unreachable;
  }
}

const refused: NoAnswer = {
  ok: false,
  isUnanswered: true,
  error: {
    code: 'permission-denied',
    message: 'This page is not signed in to Maskmend any more',
    hint: 'Open the address again that Maskmend printed when it started',
  },
};

const unreachable: NoAnswer = {
  ok: false,
  isUnanswered: true,
  error: {
    code: 'internal',
    message: 'Maskmend does not answer',
    hint: 'Start it again in the terminal; this page goes on by itself',
  },
};

function listen(listener: HostListener): void {
  listener.onConnection('connecting');
  const stream = new EventSource(EVENTS_URL);
  stream.addEventListener('open', () => {
    listener.onConnection('connected');
  });
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
    listener.onEvent(JSON.parse(data) as AppEvent);
  });
  stream.addEventListener('error', () => {
    listener.onConnection('lost');
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      listen(listener);
    }, RECONNECT_MS);
  });
}
