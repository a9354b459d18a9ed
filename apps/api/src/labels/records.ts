import type { Pack, Queries, Unit, Viewer } from '@packproof/read-model';
import { PageError, seesAll } from '@packproof/read-model';
import { Refusal } from '../refusal';
import type { LabelContent, Party, ProductName, UnitLabel } from './content';

/** Packs and units looked up at once. */
const AT_ONCE = 500;

export interface BatchPart {
  gtin: string;
  lot: string;
  /** The pack to begin with, from 1, in packing order. */
  from: number;
  /** At most so many. */
  count: number;
  after?: string;
}

/** What is on record of what a label is for, as the viewer may see it. */
export class LabelRecords {
  readonly #names = new Map<string, ProductName | undefined>();
  readonly #parties = new Map<string, Promise<string | undefined>>();

  constructor(
    private readonly queries: Queries,
    private readonly viewer: Viewer,
  ) {}

  async pack(gtin: string, serial: string): Promise<LabelContent | undefined> {
    const [pack] = await this.queries.packsByKey(this.viewer, [{ gtin, serial }]);
    return pack && this.#pack(pack);
  }

  async unit(sscc: string): Promise<LabelContent | undefined> {
    const [unit] = await this.queries.unitsById(this.viewer, [`sscc:${sscc}`]);
    return unit?.sscc === undefined ? undefined : this.#unit(unit);
  }

  async productName(gtin: string): Promise<ProductName | undefined> {
    if (!this.#names.has(gtin)) {
      const [product] = await this.queries.productsByGtin([gtin]);
      const name = product && { name: product.name, ...(product.nameZh ? { nameZh: product.nameZh } : {}) };
      this.#names.set(gtin, name);
    }
    return this.#names.get(gtin);
  }

  /** Page by page, so that a batch of any size is in memory by the page. */
  async *#pages({ gtin, lot, from, count, after }: BatchPart): AsyncGenerator<{ packs: Pack[]; endCursor?: string }> {
    let [cursor, skip, left] = [after, from - 1, count];
    while (left > 0) {
      const first = Math.min(AT_ONCE, skip > 0 ? AT_ONCE : left);
      const page = await this.queries
        .packsOfBatch(this.viewer, { gtin, lot }, { first, ...(cursor ? { after: cursor } : {}) })
        .catch((error: unknown) => {
          if (error instanceof PageError) throw new Refusal('INVALID_INPUT', { rule: error.message }, error.field);
          throw error;
        });
      const packs = page.nodes.slice(skip, skip + left);
      skip = Math.max(0, skip - page.nodes.length);
      left -= packs.length;
      const more = page.hasNextPage && page.endCursor !== undefined;
      if (packs.length > 0) yield { packs, ...(more ? { endCursor: page.endCursor! } : {}) };
      if (!more) return;
      cursor = page.endCursor;
    }
  }

  async *packsOfBatch(part: BatchPart): AsyncGenerator<LabelContent> {
    for await (const { packs } of this.#pages(part)) for (const pack of packs) yield await this.#pack(pack);
  }

  /** The first page, and where the next begins. */
  async pageOfBatch(part: BatchPart & { first: number }): Promise<{ packs: LabelContent[]; endCursor?: string }> {
    for await (const { packs, endCursor } of this.#pages({ ...part, count: part.first })) {
      return { packs: await Promise.all(packs.map((pack) => this.#pack(pack))), ...(endCursor ? { endCursor } : {}) };
    }
    return { packs: [] };
  }

  /** Units that packs of the batch are in now, each once; what a unit is in comes before it. */
  async *unitsOfBatch(part: BatchPart, which: 'cases' | 'pallets' | 'all'): AsyncGenerator<LabelContent> {
    const seen = new Set<string>();
    for await (const { packs } of this.#pages(part)) {
      const path: Unit[] = [];
      let ids = [...new Set(packs.flatMap(({ unit }) => unit ?? []))];
      while (ids.length > 0) {
        const fresh = ids.filter((id) => !seen.has(id));
        for (const id of fresh) seen.add(id);
        const units = (await this.queries.unitsById(this.viewer, fresh)).filter((unit) => unit !== undefined);
        path.unshift(...units);
        ids = [...new Set(units.flatMap(({ parent }) => parent ?? []))];
      }
      for (const unit of path) {
        const pallet = unit.kind === 'PALLET';
        if (unit.sscc !== undefined && (which === 'all' || pallet === (which === 'pallets')))
          yield await this.#unit(unit);
      }
    }
  }

  async #pack({ gtin, serial, lot, expiry }: Pack): Promise<LabelContent> {
    const product = await this.productName(gtin);
    return { for: 'pack', gtin, serial, lot, expiry, ...(product ? { product } : {}) };
  }

  async #unit(unit: Unit): Promise<LabelContent> {
    const content = await this.#contentOf(unit);
    const product = content && (await this.productName(content.gtin));
    const from = await this.#party(unit.custodian, unit.location.gln);
    // Where it goes is known to the two ends.
    const { gln } = this.viewer;
    const told = unit.transit && (seesAll(this.viewer) || [unit.custodian, unit.transit.to].includes(gln));
    const to = told ? await this.#party(unit.transit!.to) : undefined;
    const { kind } = unit;
    return {
      for: 'unit',
      sscc: unit.sscc!,
      packs: unit.packs,
      ...(kind === 'PALLET' || kind === 'CASE' || kind === 'BUNDLE' || kind === 'TOTE' ? { kind } : {}),
      ...(content ? { content } : {}),
      ...(product ? { product } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    };
  }

  /** Of a unit that holds one lot of one product, all of which the viewer may see. */
  async #contentOf(unit: Unit): Promise<UnitLabel['content']> {
    let found: UnitLabel['content'];
    let after: string | undefined;
    do {
      const page = await this.queries.packsOfUnit(this.viewer, unit.id, {
        first: AT_ONCE,
        ...(after ? { after } : {}),
      });
      for (const { gtin, lot, expiry } of page.nodes) {
        found ??= { gtin, lot, expiry, count: unit.packs };
        if (found.gtin !== gtin || found.lot !== lot) return undefined;
      }
      after = page.hasNextPage ? page.endCursor : undefined;
    } while (after !== undefined);
    return unit.packs > 0 ? found : undefined;
  }

  async #party(gln: string, place?: string): Promise<Party | undefined> {
    const [name, at] = await Promise.all([
      this.#remember(`o${gln}`, async () => (await this.queries.organisationsByGln([gln]))[0]?.name),
      place === undefined
        ? undefined
        : this.#remember(`p${place}`, async () => (await this.queries.placesByGln([place]))[0]?.name),
    ]);
    return name === undefined ? undefined : { name, ...(at && at !== name ? { place: at } : {}) };
  }

  #remember(key: string, ask: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = this.#parties.get(key) ?? ask();
    this.#parties.set(key, known);
    return known;
  }
}
