import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { saltOf } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import { toBase64, toHex } from '@packproof/merkle';
import type { Queries } from '@packproof/read-model';
import type { Caller } from '../identity/caller';
import { PayloadStore } from '../payloads/payload-store';
import { Refusal } from '../refusal';
import { LEDGER, PUBLIC_LOG, QUERIES } from '../tokens';
import { KeyEntries } from './key-entries';
import type { PublicLog } from './public-log';

/** Latest commands about a pack that a proof brings, beside its commission. */
const MOST_COMMANDS = 20;

const hmacSha256 = (key: Uint8Array, data: Uint8Array) =>
  new Uint8Array(createHmac('sha256', key).update(data).digest());

/** Puts together what a stranger needs to check a pack without asking us (ledger.md "Proofs"; read by tools/verify-proof). */
@Injectable()
export class Proofs {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PUBLIC_LOG) private readonly log: PublicLog | undefined,
    private readonly payloads: PayloadStore,
    private readonly keyEntries: KeyEntries,
  ) {}

  /** @throws Refusal NOT_FOUND where the caller may see no such pack, LEDGER_UNAVAILABLE where the ledger has no log */
  async ofPack(caller: Caller, gtin: string, serial: string) {
    const viewer = { gln: caller.gln, role: caller.organisationRole };
    const [pack] = await this.queries.packsByKey(viewer, [{ gtin, serial }]);
    if (!pack) throw new Refusal('NOT_FOUND', { kind: 'pack', id: serial });
    const log = this.log;
    const head = await log?.proofOfEntry(0);
    if (!log || !head) throw new Refusal('LEDGER_UNAVAILABLE');
    const [[located], [product]] = await Promise.all([
      this.queries.locatePacks([{ gtin, serial }]),
      this.queries.productsByGtin([gtin]),
    ]);
    const [path] = located ? await this.queries.inclusionPaths([located]) : [];
    if (!located || !path || !product)
      throw new Refusal('NOT_FOUND', { kind: 'serial list of the batch', id: pack.lot });
    const secret = await this.payloads.productSecret(gtin, product.owner);
    return {
      type: 'packproof/proof/v1',
      pack: {
        gtin,
        serial,
        lot: pack.lot,
        expiry: pack.expiry,
        salt: toBase64(saltOf(hmacSha256, secret, gtin, serial)),
      },
      tranche: { root: located.root, count: located.count, leaf: path.leaf, path: path.path },
      entries: await this.#entries(await this.#indexes(viewer, { gtin, serial }), head.size, log),
      checkpoint: head.checkpoint,
      vkey: log.vkey,
    };
  }

  /** Commission, the latest commands that the caller may see, and the entries that registered their signers' keys. */
  async #indexes(viewer: Parameters<Queries['entry']>[0], key: { gtin: string; serial: string }): Promise<number[]> {
    const [commission, ...later] = await this.queries.entriesOfPack(key);
    if (commission === undefined) throw new Refusal('NOT_FOUND', { kind: 'commission of the pack', id: key.serial });
    const latest = later.slice(-MOST_COMMANDS);
    const seen = await Promise.all(
      latest.map(async (index) => ({ index, entry: await this.queries.entry(viewer, index) })),
    );
    const about = [commission, ...seen.flatMap(({ index, entry }) => (entry && entry !== 'forbidden' ? [index] : []))];
    const actors = new Set<string>();
    for (const index of about) actors.add(await this.#actorOf(index));
    const keys = await this.keyEntries.of([...actors]);
    return [...new Set([...keys, ...about])].sort((a, b) => a - b);
  }

  async #actorOf(index: number): Promise<string> {
    const entry = await this.ledger.entry(index);
    if (!entry) throw new Refusal('LEDGER_UNAVAILABLE');
    return (JSON.parse(new TextDecoder().decode(entry.record)) as { envelope: { actor: string } }).envelope.actor;
  }

  #entries(indexes: readonly number[], size: number, log: PublicLog) {
    return Promise.all(
      indexes.map(async (index) => {
        const [entry, proof] = await Promise.all([this.ledger.entry(index), log.proofOfEntry(index, size)]);
        if (!entry || !proof) throw new Refusal('LEDGER_UNAVAILABLE');
        return { index, nonce: toBase64(entry.nonce), record: toBase64(entry.record), path: proof.path.map(toHex) };
      }),
    );
  }
}
