import { createHmac, hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Gln, type Hex, packIdOf, saltOf } from '@packproof/contract';
import { ExpiringCache } from '../../identity/expiring-cache';
import { PayloadStore } from '../../payloads/payload-store';

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');
const hmacSha256 = (key: Uint8Array, data: Uint8Array): Uint8Array => createHmac('sha256', key).update(data).digest();

/** What the ledger calls a pack: made from its product's secret, which this node has for the products it hosts. */
@Injectable()
export class PackIds {
  readonly #secrets = new ExpiringCache<Uint8Array>(10 * 60_000, 10_000);

  constructor(private readonly payloads: PayloadStore) {}

  async of({ gtin, serial, owner }: { gtin: string; serial: string; owner: Gln }): Promise<Hex> {
    const secret = await this.#secrets.get(`${owner} ${gtin}`, () => this.payloads.productSecret(gtin, owner));
    return packIdOf(sha256, saltOf(hmacSha256, secret, gtin, serial), gtin, serial);
  }
}
