import { compactDecrypt, flattenedDecrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';
import { payloadHash } from './payload-hash';
import { decodeTranche, encodeTranche } from './tranche-payload';

const MAKER = '4012345000009';
const PHARMACY = '4098765000010';
const OTHER = '4055555000001';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('payloads', () => {
  let api: TestApi;
  const keyOf: Record<string, string> = {};
  beforeAll(async () => {
    api = await startApi();
    for (const gln of [MAKER, PHARMACY, OTHER]) {
      keyOf[gln] = await api.host({ gln, role: 'DISTRIBUTOR' });
      await api.parts.keys.prepare(gln);
    }
  });
  afterAll(() => api?.close());

  const get = (hash: string, key?: string) =>
    fetch(`${api.url}/payloads/${hash}`, { headers: key ? { authorization: `Bearer ${key}` } : {} });

  it('are for owner and readers, and nobody else', async () => {
    const { hash } = await api.parts.payloads.put({ plaintext: bytes('serials'), owner: MAKER, readers: [PHARMACY] });
    for (const gln of [MAKER, PHARMACY]) {
      expect(new TextDecoder().decode(await api.parts.payloads.open(hash, gln))).toBe('serials');
    }
    expect(await api.parts.payloads.open(hash, OTHER)).toBeUndefined();
    expect((await get(hash, keyOf[OTHER])).status).toBe(404);
    expect((await get(hash)).status).toBe(401);
    expect(await api.parts.payloads.share(hash, OTHER, OTHER)).toBe(false);
    expect(await api.parts.payloads.share(hash, PHARMACY, OTHER)).toBe(true);
    expect(await api.parts.payloads.open(hash, OTHER)).toBeDefined();
  });

  it('lie encrypted, and can be opened by an entitled node with its own key', async () => {
    const secret = `S-${crypto.randomUUID()}`;
    const { hash } = await api.parts.payloads.put({ plaintext: bytes(secret), owner: MAKER });
    const { rows } = await api.parts.pool.query('select * from payload.payload');
    expect(rows.some(({ ciphertext }) => (ciphertext as Buffer).includes(secret))).toBe(false);
    const sealed = (await (await get(hash, keyOf[MAKER])).json()) as {
      wrappedKey: string;
      jwe: Parameters<typeof flattenedDecrypt>[0];
    };
    const { keyId } = (await api.parts.keys.encryptionKey(MAKER))!;
    const { plaintext: contentKey } = await compactDecrypt(
      sealed.wrappedKey,
      (await api.parts.keys.decryptionKey(keyId))!,
    );
    const { plaintext } = await flattenedDecrypt(sealed.jwe, contentKey);
    expect(new TextDecoder().decode(plaintext.subarray(32))).toBe(secret);
    expect(payloadHash(plaintext.subarray(0, 32), plaintext.subarray(32))).toBe(hash);
  });

  it('are gone for everybody once erased, and only the owner can', async () => {
    const { hash } = await api.parts.payloads.put({ plaintext: bytes('x'), owner: MAKER, readers: [PHARMACY] });
    expect(await api.parts.payloads.erase(hash, PHARMACY)).toBe(false);
    expect(await api.parts.payloads.erase(hash, MAKER)).toBe(true);
    for (const gln of [MAKER, PHARMACY]) expect(await api.parts.payloads.open(hash, gln)).toBeUndefined();
    expect(await api.parts.payloads.erase(hash, MAKER)).toBe(false);
  });

  it('have one secret for each product, the same for ever, of its owner only', async () => {
    const secrets = await Promise.all([1, 2, 3].map(() => api.parts.payloads.productSecret('09506000134352', MAKER)));
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    expect(secrets[0]).toHaveLength(32);
    await expect(api.parts.payloads.productSecret('09506000134352', OTHER)).rejects.toThrow();
  });

  it('hold the serials of a large batch', async () => {
    const serials = Array.from({ length: 1_000_000 }, (_, i) => `S${String(i).padStart(12, '0')}`);
    const tranche = { gtin: '09506000134352', lot: 'L', expiry: '2027-12-31', serials, units: [] };
    const { hash } = await api.parts.payloads.put({ plaintext: encodeTranche(tranche), owner: MAKER });
    const opened = decodeTranche((await api.parts.payloads.open(hash, MAKER))!);
    expect(opened.serials).toHaveLength(1_000_000);
    expect(opened.serials[999_999]).toBe('S000000999999');
  });
});
