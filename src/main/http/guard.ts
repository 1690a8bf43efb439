import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may speak to the loopback host. */
export class Guard {
  /** What the person's browser brings along; new with every start. */
  readonly token = randomBytes(24).toString('base64url');
  #port = 0;

  /** The port that the host listens on, known only when it does. */
  set port(port: number) {
    this.#port = port;
  }

  get #cookieName(): string {
    // Cookies do not know ports: two hosts on one machine must not take each other's.
    return `maskmend-${this.#port}`;
  }

  /** The header that gives a browser its cookie. */
  get cookie(): string {
    return `${this.#cookieName}=${this.token}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /**
   * A name that only this machine answers to: a foreign page whose own name leads here (DNS rebinding) is refused. The
   * port may be another one, that of a tunnel (`ssh -L`).
   */
  isOurHost({ headers: { host = '' } }: IncomingMessage): boolean {
    return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(host);
  }

  /** No other page may call, whatever cookie the browser would add. A navigation brings no origin. */
  isOurOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
    return origin === undefined || origin === `http://${host ?? ''}`;
  }

  hasCookie({ headers: { cookie = '' } }: IncomingMessage): boolean {
    return cookie.split(';').some((part) => {
      const [name, value = ''] = part.trim().split('=', 2);
      return name === this.#cookieName && this.isToken(value);
    });
  }

  isToken(text: string): boolean {
    const [given, own] = [Buffer.from(text), Buffer.from(this.token)];
    return given.length === own.length && timingSafeEqual(given, own);
  }
}
