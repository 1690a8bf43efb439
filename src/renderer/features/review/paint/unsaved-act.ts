import { ActIsTakenBackError } from '../../../state/deliver-act.ts';
import { dropAct, type KeptAct, type KeptEdit } from '../../../state/kept-acts.ts';

/** The act was taken back before it was saved. */
export const TAKEN_BACK = Symbol('taken back');

/** An act on its way to the services, which may be taken back as long as they have not done it. */
export class UnsavedAct<Answer, Act extends Pick<KeptAct, 'key'> = KeptEdit> {
  readonly kept: Act;
  readonly #control = new AbortController();
  readonly #left = Promise.withResolvers<typeof TAKEN_BACK>();
  #sending: Promise<Answer | typeof TAKEN_BACK> | undefined;

  constructor(kept: Act) {
    this.kept = kept;
  }

  get isTakenBack(): boolean {
    return this.#control.signal.aborted && this.#sending === undefined;
  }

  /** When it was taken back before it was sent at all. */
  get left(): Promise<typeof TAKEN_BACK> {
    return this.#left.promise;
  }

  /** Sends it, once its turn has come. */
  send(deliver: (takenBack: AbortSignal) => Promise<Answer>): Promise<Answer | typeof TAKEN_BACK> {
    this.#sending = deliver(this.#control.signal).catch((error: unknown) => {
      if (error instanceof ActIsTakenBackError) return TAKEN_BACK;
      throw error;
    });
    return this.#sending;
  }

  /** Takes it back; false where the services do it all the same, or refuse it. */
  async takeBack(): Promise<boolean> {
    this.#control.abort();
    if (this.#sending !== undefined) return (await this.#sending.catch(() => undefined)) === TAKEN_BACK;
    dropAct(this.kept);
    this.#left.resolve(TAKEN_BACK);
    return true;
  }
}
