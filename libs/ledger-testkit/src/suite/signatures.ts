import type { SignedCommand } from '@packproof/contract';
import { fromBase64, toBase64 } from '@packproof/merkle';
import { aConsortium, TestClock, type TestOrganisation, testCryptography, timeOf } from '@packproof/test-data';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LedgerFactory, type Stage, sharedStage } from './stage';

type Json = Record<string, unknown> | unknown[] | string | number | boolean | undefined;

/** Rule: nobody speaks for another, and nothing that was signed can be changed. */
export function describeSignatures(factory: LedgerFactory): void {
  describe('signatures', () => {
    const stage = sharedStage(factory);
    const anchor = (count: number) => ({ items: [{ root: 'f'.repeat(64), count }] });

    it('are of a key of the actor', async () => {
      const { ledger, consortium } = stage();
      const { auditor, pharmacy } = consortium;
      const envelope = auditor.envelope('anchor', anchor(1));
      const byAnother = pharmacy.signed(envelope);
      expect(await ledger.submit(byAnother)).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'keyId' });
      const claimed = { ...byAnother, keyId: auditor.key.keyId };
      expect(await ledger.submit(claimed)).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'signature' });
      const unregistered = auditor.signed(envelope, auditor.newKey());
      expect(await ledger.submit(unregistered)).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'keyId' });
      expect(await ledger.submit(auditor.signed(envelope))).toMatchObject({ accepted: true });
    });

    it('genesis is signed by the key that it registers, and is the first', async () => {
      const clock = new TestClock();
      const { regulator, auditor, random } = aConsortium({ clock, seed: 'genesis' });
      const setting = { clock: () => clock.now(), cryptography: testCryptography(), randomBytes32: random.bytes32 };
      const { ledger, dispose } = await factory(setting);
      try {
        expect(await ledger.ledgerId()).toBeUndefined();
        const early = await ledger.submit(auditor.sign('anchor', anchor(1), { ledger: '0'.repeat(64) }));
        expect(early).toMatchObject({ accepted: false, outcome: 'NOT_FOUND' });
        const { gln, name, licence, places } = regulator.registration();
        const items = [{ gln, name, licence, places, ...regulator.key.registrationFor(gln) }];
        const genesis = regulator.sign('genesis', { rules: 1, items });
        for (const forged of [
          auditor.signed(genesis.envelope),
          { ...auditor.signed(genesis.envelope), keyId: genesis.keyId },
          { ...genesis, signature: auditor.signed(genesis.envelope).signature },
          { ...genesis, envelope: { ...genesis.envelope, occurredAt: timeOf(clock.now() - 1) } },
          auditor.signed({ ...genesis.envelope, actor: auditor.gln, at: auditor.places[0]!.gln }),
        ]) {
          expect(await ledger.submit(forged)).toMatchObject({ accepted: false, outcome: 'SIGNATURE_INVALID' });
        }
        expect(await ledger.height()).toBe(0);
        const founded = await ledger.submit(genesis);
        expect(founded).toMatchObject({ accepted: true, index: 0 });
        expect(await ledger.ledgerId()).toBe(founded.tx);
      } finally {
        await dispose();
      }
    });

    it('a rotated key ends for what is issued from then on; what it signed before stays valid by its time', async () => {
      const { ledger, consortium, clock } = stage();
      const { hospital } = consortium;
      const old = hospital.key;
      const key = hospital.newKey();
      const before = hospital.sign('anchor', anchor(2));
      clock.advance({ minutes: 1 });
      await hospital.does(ledger, 'rotateKey', {
        items: [{ gln: hospital.gln, ...key.registrationFor(hospital.gln) }],
      });
      const stale = hospital.sign('anchor', anchor(3), { key: old });
      expect(await ledger.submit(stale)).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'keyId' });
      expect(await ledger.submit(before)).toMatchObject({ accepted: true });
      hospital.rotated(key);
      // The new one is not of any time before.
      const issuedAt = timeOf(clock.now() - 30_000);
      const early = hospital.sign('anchor', anchor(3), { issuedAt });
      expect(await ledger.submit(early)).toMatchObject({ outcome: 'SIGNATURE_INVALID', field: 'keyId' });
      await hospital.does(ledger, 'anchor', anchor(3));
    });

    it('a new key is registered by who has it, and is nobody else’s', async () => {
      const { ledger, consortium } = stage();
      const { distributor, pharmacy } = consortium;
      const rotate = (by: TestOrganisation, key: { publicKey: string; possession: string }) =>
        by.gives(ledger, 'rotateKey', { items: [{ gln: by.gln, ...key }] });
      const mine = distributor.newKey().registrationFor(distributor.gln);
      expect(await rotate(pharmacy, mine)).toMatchObject({ outcome: 'SIGNATURE_INVALID' });
      const used = pharmacy.key.registrationFor(distributor.gln);
      expect(await rotate(distributor, used)).toMatchObject({ outcome: 'ALREADY_EXISTS' });
      // A point of small order signs anything.
      const small = { publicKey: toBase64(Uint8Array.of(1, ...new Uint8Array(31))), possession: mine.possession };
      expect(await rotate(distributor, small)).toMatchObject({ outcome: 'INVALID_INPUT' });
    });

    it('no field of a signed command can be changed, left out or added', async () => {
      const here = stage();
      const command = await aLongCommand(here);
      const height = await here.ledger.height();
      let tried = 0;
      for (const [path, changed] of tampered(command)) {
        const answer = await here.ledger.submit(changed as SignedCommand);
        expect(answer.accepted, `${path} changed`).toBe(false);
        tried += 1;
      }
      expect(tried).toBeGreaterThan(60);
      expect(await here.ledger.height()).toBe(height);
      expect(await here.ledger.submit(command)).toMatchObject({ accepted: true });
    });

    it('whatever is sent is answered, and nothing of it done', { timeout: 120_000 }, async () => {
      const here = stage();
      const { auditor } = here.consortium;
      const height = await here.ledger.height();
      const command = () => auditor.sign('anchor', anchor(9));
      const fields = ['ledger', 'commandId', 'actor', 'at', 'command', 'issuedAt', 'occurredAt', 'body'] as const;
      const hostile = fc.oneof(
        fc.record({ envelope: fc.anything(), signature: fc.anything(), keyId: fc.anything() }),
        fc.tuple(fc.constantFrom(...fields), fc.anything()).map(([field, value]) => {
          const { envelope, ...rest } = command();
          return { ...rest, envelope: { ...envelope, [field]: value } };
        }),
        fc.tuple(fc.constantFrom('signature', 'keyId'), fc.anything()).map(([field, value]) => ({
          ...command(),
          [field]: value,
        })),
      );
      await fc.assert(
        fc.asyncProperty(hostile, async (sent) => {
          const answer = await here.ledger.submit(sent as SignedCommand);
          expect(answer.accepted).toBe(false);
        }),
        { numRuns: 300 },
      );
      expect(await here.ledger.height()).toBe(height);
    });
  });
}

/** A command with every kind of field in it, valid as it is. */
async function aLongCommand({ ledger, consortium, newBatch }: Stage): Promise<SignedCommand> {
  const { manufacturer, distributor } = consortium;
  const batch = await newBatch();
  const [pallet] = batch.pallets;
  const { tx: shipment } = await manufacturer.does(ledger, 'ship', {
    to: distributor.gln,
    purpose: 'SUPPLY',
    payloadHash: 'ab'.repeat(32),
    items: [{ holder: pallet!.holder }],
  });
  return distributor.sign('receive', {
    shipment,
    location: { gln: distributor.places[1]!.gln, extension: 'DOCK' },
    items: [
      { holder: pallet!.holder, as: 'DAMAGED', inner: pallet!.units[1]!.proof() },
      { holder: pallet!.holder, as: 'MISSING', content: batch.content(0, 1) },
      { holder: pallet!.holder, as: 'RECEIVED' },
    ],
  });
}

/** Every way to change one thing in a signed command. */
function* tampered(command: SignedCommand): Iterable<readonly [path: string, command: unknown]> {
  for (const path of pathsOf(command as unknown as Json)) {
    const at = path.join('.');
    const value = path.reduce((inside: unknown, field) => (inside as Record<string, unknown>)[field], command);
    for (const other of otherValues(value, path.at(-1)!)) yield [at, withValue(command, path, other)];
    yield [`${at} left out`, withValue(command, path, undefined)];
  }
  const { envelope } = command;
  yield ['field added', { ...command, envelope: { ...envelope, note: 'x' } }];
  yield ['field added in body', { ...command, envelope: { ...envelope, body: { ...envelope.body, atomic: true } } }];
}

function* pathsOf(value: Json, path: readonly string[] = []): Iterable<string[]> {
  if (path.length > 0) yield [...path];
  if (typeof value !== 'object') return;
  for (const [field, inside] of Object.entries(value)) yield* pathsOf(inside as Json, [...path, field]);
}

function otherValues(value: unknown, field: string): unknown[] {
  if (typeof value === 'number') return [value + 1];
  if (typeof value !== 'string') return [{}, []];
  // Another spelling of the same bytes: base64 has spare bits.
  const spelled = field === 'signature' ? [spareBits(value)] : [];
  const last = value.at(-1) === '0' ? '1' : '0';
  const others = [value.slice(0, -1) + last, `${value} `, value.toUpperCase(), value.toLowerCase(), ...spelled];
  return others.filter((other) => other !== value);
}

function spareBits(base64: string): string {
  const raw = fromBase64(base64);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const at = base64.indexOf('=') - 1;
  const other = base64.slice(0, at) + letters[letters.indexOf(base64[at]!) + 1] + base64.slice(at + 1);
  return Buffer.from(other, 'base64').equals(Buffer.from(raw)) ? other : base64.slice(0, -1);
}

function withValue<T>(whole: T, path: readonly string[], value: unknown): T {
  const [field, ...rest] = path;
  if (field === undefined) return value as T;
  const copy = (Array.isArray(whole) ? [...whole] : { ...whole }) as Record<string, unknown>;
  const inside = withValue(copy[field], rest, value);
  if (inside === undefined && !Array.isArray(copy)) delete copy[field];
  else if (inside === undefined) (copy as unknown as unknown[]).splice(Number(field), 1);
  else copy[field] = inside;
  return copy as T;
}
