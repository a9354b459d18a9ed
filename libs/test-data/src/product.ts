import type { Gtin, RegisterProductBody } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import { gtinOf } from './numbers';
import type { TestOrganisation } from './organisation';
import { TestRandom } from './random';

export interface TestProduct {
  readonly gtin: Gtin;
  readonly owner: TestOrganisation;
  readonly name: string;
  /** 32 bytes that only the owner knows. */
  readonly secret: Uint8Array;
  /** How its owner registers it. */
  registration(): RegisterProductBody['items'][number];
}

/** `aProduct().by(manufacturer).number(2).named('Amoxicillin 500 mg')` is a TestProduct once it has an owner. */
export class ProductBuilder {
  #number = 1;
  #name = 'Amoxicillin 500 mg';

  numbered(number: number): this {
    this.#number = number;
    return this;
  }

  named(name: string): this {
    this.#name = name;
    return this;
  }

  by(owner: TestOrganisation): TestProduct {
    const [prefix] = owner.companyPrefixes;
    if (prefix === undefined) throw new Error(`${owner.name} has no company prefix to make a GTIN from`);
    const gtin = gtinOf(prefix, this.#number);
    const name = this.#name;
    return {
      gtin,
      owner,
      name,
      secret: new TestRandom(`secret of ${gtin}`).bytes32(),
      registration: () => ({
        gtin,
        name,
        nameZh: '阿莫西林胶囊',
        form: 'capsule',
        strength: '500 mg',
        packSize: '20',
        storage: { minMillicelsius: 2_000, maxMillicelsius: 25_000 },
      }),
    };
  }
}

export const aProduct = (): ProductBuilder => new ProductBuilder();

/** Each by its own owner. */
export async function registerProducts(ledger: Ledger, ...products: TestProduct[]): Promise<void> {
  for (const product of products) {
    await product.owner.does(ledger, 'registerProduct', { items: [product.registration()] });
  }
}
