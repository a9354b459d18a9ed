/**
 * What a subscription yields: the thing as it is, then again at each ring that concerns it. `look` answers undefined to
 * say nothing, or 'end' after the last. Unlike an async generator it ends at once when its consumer leaves, though it may
 * be waiting for a ring.
 */
export function follow<Ring, T>(
  rings: AsyncIterableIterator<Ring>,
  look: (ring: Ring | undefined) => Promise<{ value?: T; last?: boolean }>,
  options: { firstLook: boolean } = { firstLook: true },
): AsyncIterableIterator<T> {
  let ended = false;
  let isFirst = options.firstLook;
  const end = async (): Promise<IteratorResult<T>> => {
    ended = true;
    await rings.return?.();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      while (!ended) {
        let ring: Ring | undefined;
        if (isFirst) isFirst = false;
        else {
          const next = await rings.next();
          if (next.done) break;
          ring = next.value;
        }
        const { value, last } = await look(ring).catch(async (error: unknown) => {
          await end();
          throw error;
        });
        if (last) await end();
        if (value !== undefined) return { done: false, value };
      }
      return end();
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
