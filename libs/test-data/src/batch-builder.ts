import { TestBatch } from './batch';
import type { TestProduct } from './product';
import { TestRandom } from './random';
import type { PackingLevel } from './unit';

/** GS1 set 82 without what people confuse. */
const SERIAL_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** `aBatch().of(product).packs(10_000).perCase(100).perPallet(50).made()` */
export class BatchBuilder {
  #product?: TestProduct;
  #packs = 100;
  #lot?: string;
  #expiry = '2028-12-31';
  #perBundle?: number;
  #perCase?: number;
  #perPallet?: number;
  #loose = 0;
  #serials?: readonly string[];

  of(product: TestProduct): this {
    this.#product = product;
    return this;
  }

  packs(packs: number): this {
    this.#packs = packs;
    return this;
  }

  lot(lot: string): this {
    this.#lot = lot;
    return this;
  }

  /** @param expiry YYYY-MM-DD */
  expiring(expiry: string): this {
    this.#expiry = expiry;
    return this;
  }

  /** Packs in a bundle. Bundles lie in cases. */
  perBundle(packs: number): this {
    this.#perBundle = packs;
    return this;
  }

  /** Packs in a case. */
  perCase(packs: number): this {
    this.#perCase = packs;
    return this;
  }

  /** Cases on a pallet. */
  perPallet(cases: number): this {
    this.#perPallet = cases;
    return this;
  }

  /** How many of the last packs are in no unit. Without any unit all are. */
  loose(packs: number): this {
    this.#loose = packs;
    return this;
  }

  /** Those of another tranche again, or one's own. */
  serials(serials: readonly string[]): this {
    this.#serials = serials;
    return this;
  }

  made(): TestBatch {
    const product = this.#product;
    if (!product) throw new Error('a batch is of a product: aBatch().of(product)');
    const levels = this.#levels();
    const lot = this.#lot ?? 'LOT-1';
    const serials = this.#serials ?? serialsOf(`${product.gtin} ${lot}`, this.#packs);
    return new TestBatch({
      product,
      lot,
      expiry: this.#expiry,
      serials,
      levels,
      loose: levels.length === 0 ? serials.length : this.#loose,
    });
  }

  #levels(): PackingLevel[] {
    const levels: PackingLevel[] = [];
    if (this.#perPallet !== undefined) {
      if (this.#perCase === undefined) throw new Error('a pallet is of cases: say perCase too');
      levels.push({ kind: 'PALLET', packs: this.#perPallet * this.#perCase });
    }
    if (this.#perCase !== undefined) levels.push({ kind: 'CASE', packs: this.#perCase });
    if (this.#perBundle !== undefined) levels.push({ kind: 'BUNDLE', packs: this.#perBundle });
    return levels;
  }
}

/** 12 characters each, all different: eight random ones and the running number. */
function serialsOf(seed: string, count: number): string[] {
  const random = new TestRandom(`serials of ${seed}`);
  const base = SERIAL_ALPHABET.length;
  return Array.from({ length: count }, (_, i) => {
    let number = '';
    for (let rest = i, digit = 0; digit < 4; digit++, rest = Math.floor(rest / base))
      number = SERIAL_ALPHABET[rest % base] + number;
    return random.text(8, SERIAL_ALPHABET) + number;
  });
}

export const aBatch = (): BatchBuilder => new BatchBuilder();
