import { Inject, Injectable } from '@nestjs/common';
import type { HolderId, PackReference, Parameters } from '@packproof/contract';
import type { Outcome } from '@packproof/outcomes';
import type { PackReadingFacts, Queries } from '@packproof/read-model';
import type { Caller } from '../../identity/caller';
import { type Verified, Verifier } from '../../queries/verifier';
import { QUERIES } from '../../tokens';
import { PackIds } from './pack-ids';

/** One scan, found: what a ledger command says about it. */
export type Located = LocatedPack | LocatedUnit | NotLocated;

export interface LocatedPack {
  kind: 'pack';
  position: number;
  verified: Verified;
  reference: PackReference;
}

export interface LocatedUnit {
  kind: 'unit';
  position: number;
  verified: Verified;
  sscc: string;
  /** The unit's own record; of an inner unit without one the record that it is still inside. */
  holder: HolderId;
  recorded: boolean;
  /** From `holder` to the topmost. */
  chain: HolderId[];
  /** All child records at any depth (rule 6). */
  children: HolderId[];
}

/** Not for the ledger: the reading names nothing on record, or contradicts the record. */
export interface NotLocated {
  kind: 'refused';
  position: number;
  verified: Verified;
  outcome: Outcome;
  params: Parameters;
}

/** What the reading itself makes impossible; everything else is the ledger's to decide. */
const READING: ReadonlySet<Outcome> = new Set([
  'UNREADABLE',
  'NOT_A_MEDICINE_CODE',
  'UNKNOWN_PRODUCT',
  'UNKNOWN_BATCH',
  'UNKNOWN_SERIAL',
  'UNKNOWN_UNIT',
  'BATCH_MISMATCH',
  'EXPIRY_MISMATCH',
]);

/** From scans to hints: three statements, however many scans. The ledger checks every hint. */
@Injectable()
export class Locator {
  constructor(
    private readonly verifier: Verifier,
    private readonly packIds: PackIds,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  /** In the order of `positions`, which say where in `scans` to look. */
  async locate(scans: readonly string[], positions: readonly number[], caller: Caller): Promise<Located[]> {
    const asked = positions.map((position) => scans[position]!);
    const verified = await this.verifier.verify(asked, { asker: caller.gln, purpose: 'INFORMATION' });
    const seen = new Set<string>();
    const rough = verified.map((one, i) => {
      const key = one.pack ? `${one.pack.gtin} ${one.pack.serial}` : one.unit?.sscc;
      const twice = key !== undefined && seen.has(key);
      if (key !== undefined) seen.add(key);
      return { position: positions[i]!, verified: one, twice };
    });
    const [paths, families] = await Promise.all([this.#paths(verified), this.#families(verified)]);
    return Promise.all(
      rough.map(async ({ position, verified: one, twice }): Promise<Located> => {
        if (twice) return { kind: 'refused', position, verified: one, outcome: 'DUPLICATE_ITEM', params: {} };
        if (READING.has(one.outcome)) {
          return { kind: 'refused', position, verified: one, outcome: one.outcome, params: one.params };
        }
        if (one.unit) {
          const { sscc, holder, recorded, chain } = one.unit;
          return {
            kind: 'unit',
            position,
            verified: one,
            sscc,
            holder,
            recorded,
            chain,
            children: families.get(holder) ?? [],
          };
        }
        const { gtin, serial, trancheId, tranche, leaf, holder } = one.pack!;
        const owner = (one.facts as PackReadingFacts).product!.owner;
        const packId = await this.packIds.of({ gtin, serial, owner });
        const path = paths.get(`${tranche} ${leaf}`) ?? [];
        return {
          kind: 'pack',
          position,
          verified: one,
          reference: { gtin, packId, tranche: trancheId, leaf, path, holder },
        };
      }),
    );
  }

  async #paths(verified: readonly Verified[]): Promise<Map<string, string[]>> {
    const leaves = verified.flatMap(({ pack }) => (pack ? [{ tranche: pack.tranche, leaf: pack.leaf }] : []));
    if (leaves.length === 0) return new Map();
    const found = await this.queries.inclusionPaths(leaves);
    return new Map(found.flatMap((one) => (one ? [[`${one.tranche} ${one.leaf}`, one.path] as const] : [])));
  }

  async #families(verified: readonly Verified[]): Promise<Map<HolderId, HolderId[]>> {
    const holders = verified.flatMap(({ unit }) => (unit?.recorded ? [unit.holder] : []));
    if (holders.length === 0) return new Map();
    const found = await this.queries.descendantsOf(holders);
    return new Map(holders.map((holder, i) => [holder, found[i] ?? []]));
  }
}
