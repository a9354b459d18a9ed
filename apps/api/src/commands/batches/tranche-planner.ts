import { Inject, Injectable } from '@nestjs/common';
import { coversKey, type Gln, organisationKey, type Sscc } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import type { Queries } from '@packproof/read-model';
import type { CommissionBatchInput, PackUnitInput } from '../../../generated/schema-types';
import { SsccAllocator } from '../../numbering/sscc-allocator';
import { Refusal } from '../../refusal';
import { LEDGER, QUERIES } from '../../tokens';
import { countsOf, numbersNeeded, type PlannedUnit, unitsByCounts } from './packing';
import type { SerialSource } from './serials';
import { unitsByScans } from './units-by-scans';

export interface PackedSerials {
  /** In packing order. */
  serials: string[];
  units: PlannedUnit[];
  /** Where in the request the units stand, if it named them. */
  positions: readonly number[];
}

/** Which pack lies where: serials in packing order, and units with numbers. */
@Injectable()
export class TranchePlanner {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(QUERIES) private readonly queries: Queries,
    private readonly ssccs: SsccAllocator,
  ) {}

  /** @throws Refusal with the field at fault */
  async plan(
    maker: Gln,
    input: CommissionBatchInput,
    source: SerialSource,
    [start, end]: readonly [start: number, end: number],
  ): Promise<PackedSerials> {
    const counts = countsOf(input.packing);
    if (counts) {
      const ssccs = await this.ssccs.next(maker, numbersNeeded(end - start, counts));
      const units = unitsByCounts(end - start, counts, ssccs);
      return { serials: await source.take(start, end), units, positions: [] };
    }
    const serials = await source.take(start, end);
    const units = input.packing?.units ?? [];
    if (units.length === 0) return { serials, units: [], positions: [] };
    return this.#byScans(maker, input, source, serials, units);
  }

  async #byScans(
    maker: Gln,
    { gtin, lot, expiry }: CommissionBatchInput,
    source: SerialSource,
    serials: readonly string[],
    units: readonly PackUnitInput[],
  ): Promise<PackedSerials> {
    await this.#requireOwnNumbers(maker, units);
    const allotted = await this.ssccs.next(maker, units.filter(({ sscc }) => sscc == null).length);
    let next = 0;
    const ssccs = units.map(({ sscc }) => sscc ?? allotted[next++]!);
    const numbers = new Map(serials.map((serial, i) => [serial, i]));
    const leftOut = new Set(source.bad.map(({ value }) => value));
    const packed = unitsByScans(units, ssccs, serials.length, {
      gtin,
      lot,
      expiry,
      numberOf: (serial) => numbers.get(serial),
      isLeftOut: (serial) => leftOut.has(serial),
    });
    await this.#requireFreeInside(packed.units, ssccs);
    return {
      serials: Array.from(packed.order, (i) => serials[i]!),
      units: packed.units,
      positions: packed.positions,
    };
  }

  /** The ledger looks at those that stand alone; one inside is seen there when it is taken out, which is too late. */
  async #requireOwnNumbers(maker: Gln, units: readonly PackUnitInput[]): Promise<void> {
    const key = organisationKey(maker);
    const organisation = (await this.ledger.get([key])).get(key);
    if (!organisation) throw new Refusal('UNKNOWN_ORGANISATION', { gln: maker });
    units.forEach(({ sscc }, i) => {
      if (sscc != null && !coversKey(organisation, sscc)) {
        throw new Refusal('SSCC_FOREIGN', { sscc }, `input.packing.units[${i}].sscc`);
      }
    });
  }

  async #requireFreeInside(topmost: readonly PlannedUnit[], ssccs: readonly Sscc[]): Promise<void> {
    const alone = new Set(topmost.map(({ sscc }) => sscc));
    const inside = ssccs.filter((sscc) => !alone.has(sscc));
    if (inside.length === 0) return;
    const found = await this.queries.locateUnits(inside);
    const taken = inside.find((_, i) => found[i] !== undefined);
    if (taken !== undefined) {
      const at = `input.packing.units[${ssccs.indexOf(taken)}].sscc`;
      throw new Refusal('SSCC_IN_USE', { sscc: taken }, at);
    }
  }
}
