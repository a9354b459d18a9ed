/** Choices of one step: small numbers that a shrinker can make smaller. Zero is always the plainest choice. */
export class Dice {
  readonly #numbers: readonly number[];
  #at = 0;
  #state: number;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
    this.#state = numbers.reduce((mixed, number) => (Math.imul(mixed, 31) + number) | 0, 0);
  }

  /** From 0 up to, not including, `count`. Past the given numbers a sequence that depends on them, or zeros on zeros. */
  below(count: number): number {
    if (count <= 1) return 0;
    const given = this.#numbers[this.#at++];
    if (given !== undefined) return given % count;
    if (this.#state === 0) return 0;
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) | 0;
    return (this.#state >>> 8) % count;
  }

  /** True in so many of a hundred cases; never where the number is 0. */
  rarely(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(among: readonly T[]): T {
    if (among.length === 0) throw new RangeError('there is nothing to pick from');
    return among[this.below(among.length)]!;
  }

  /** At least one of them, in their order. */
  some<T>(among: readonly T[]): T[] {
    const way = this.below(4);
    if (way === 0 || among.length <= 1) return [...among];
    if (way === 1) return [this.pick(among)];
    const from = this.below(among.length);
    const run = among.slice(from, from + 1 + this.below(among.length - from));
    return way === 2 ? run : among.filter((_one, index) => index === from || this.below(2) === 1);
  }
}
