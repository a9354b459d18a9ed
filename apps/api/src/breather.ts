import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long enough to get on, short enough that a verify beside it does not notice. */
const WORK_MILLISECONDS = 8;

/** Lets long computations give way: to other requests, and to whoever wants them ended. */
export class Breather {
  #since = performance.now();

  constructor(private readonly signal?: AbortSignal) {}

  /** Whether it is time to. Asked often, so that an await is paid for only when it is. */
  get due(): boolean {
    return performance.now() - this.#since > WORK_MILLISECONDS;
  }

  /** @throws the signal's reason */
  async breathe(): Promise<void> {
    await nextTurn();
    this.signal?.throwIfAborted();
    this.#since = performance.now();
  }
}
