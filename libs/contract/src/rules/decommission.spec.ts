import { describe, expect, it } from 'vitest';
import { HOSPITAL, MAKER, PHARMACY, REGULATOR, type TestLedger, WHOLESALER } from '../../test/given';
import { aBatch, atThePharmacy, delivered } from '../../test/goods';
import type { DecommissionBody, Target } from '../commands';

const by = (actor: string) => ({ actor });
const end = (ledger: TestLedger, target: Target, as: DecommissionBody['as'], actor = PHARMACY, when = {}) =>
  ledger.give('decommission', { items: [target], as }, { actor, ...when });
const GIVES_AWAY = ['EXPORTED', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT'] as const;
const TAKES_OUT = ['DESTROYED', 'STOLEN', 'LOCKED'] as const;

describe('decommission', () => {
  it.each([...GIVES_AWAY, ...TAKES_OUT])('ends a pack as %s, by its custodian, in its PACK alone', (as) => {
    const { ledger, goods, pallet } = atThePharmacy();
    const target = { pack: goods.pack(3, pallet) };
    expect(end(ledger, target, as, WHOLESALER)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    const decision = end(ledger, target, as);
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([goods.packKey(3)]);
    expect(ledger.get(goods.packKey(3)).end).toMatchObject({ as, by: PHARMACY, tx: decision.tx });
    const twice = end(ledger, target, 'EXPORTED');
    expect(twice).toMatchObject({ outcome: as, params: { since: '2026-11-24T10:00:00.000Z', by: PHARMACY } });
    expect(ledger.give('dispense', { items: [target] }, by(PHARMACY))).toMatchObject({ outcome: as });
  });

  it('DISPENSED is no end that it knows', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    const as = 'DISPENSED' as 'LOCKED';
    expect(end(ledger, { pack: goods.pack(3, pallet) }, as)).toMatchObject({ outcome: 'INVALID_INPUT', field: 'as' });
  });

  const spoiled: [string, (batch: ReturnType<typeof atThePharmacy>) => object][] = [
    [
      'RECALLED',
      ({ ledger, goods }) => {
        const recall = { class: 'II', level: 'PHARMACY', reason: 'glass', drill: false } as const;
        ledger.given('openRecall', { ...recall, items: [{ batch: goods.batch }] });
        return {};
      },
    ],
    [
      'WITHDRAWN',
      ({ ledger, goods }) => {
        ledger.given('withdrawProduct', { items: [{ gtin: goods.gtin, reason: 'obsolete' }] });
        return {};
      },
    ],
    ['EXPIRED', () => ({ issuedAt: '2028-02-01T00:00:00.000Z' })],
  ];
  it.each(spoiled)(
    'what is %s is destroyed, stolen or locked with that code and ok: true, and never given away',
    (code, spoil) => {
      const batch = atThePharmacy();
      const { ledger, goods, pallet, case: aCase } = batch;
      const when = spoil(batch);
      for (const [leaf, as] of TAKES_OUT.entries()) {
        const decision = end(ledger, { pack: goods.pack(leaf, pallet) }, as, PHARMACY, when);
        expect(decision).toMatchObject({ accepted: true, results: [{ ok: true, outcome: code }] });
        expect(ledger.get(goods.packKey(leaf)).end?.as).toBe(as);
      }
      for (const as of GIVES_AWAY) {
        expect(end(ledger, { pack: goods.pack(5, pallet) }, as, PHARMACY, when)).toMatchObject({ outcome: code });
        expect(end(ledger, { holder: aCase }, as, PHARMACY, when)).toMatchObject({ outcome: code });
      }
      expect(end(ledger, { holder: aCase }, 'DESTROYED', PHARMACY, when)).toMatchObject({
        results: [{ ok: true, outcome: code }],
      });
    },
  );

  it('the last four refuse what is held; destroyed, stolen and locked do not, of a pack', () => {
    const { ledger, goods, pallet } = atThePharmacy();
    ledger.given('quarantine', { items: [{ holder: pallet }], reason: 'doubt' }, by(REGULATOR));
    for (const as of GIVES_AWAY) {
      expect(end(ledger, { pack: goods.pack(3, pallet) }, as)).toMatchObject({ outcome: 'QUARANTINED' });
    }
    for (const [leaf, as] of TAKES_OUT.entries()) {
      expect(end(ledger, { pack: goods.pack(leaf, pallet) }, as)).toMatchObject({
        results: [{ ok: true, outcome: 'ACCEPTED' }],
      });
    }
  });

  it('whole: destroyed or stolen whatever is held in it; any other end of none of which a record has a hold or held leaf', () => {
    const { ledger, goods, pallet, case: aCase } = atThePharmacy();
    ledger.given('pack', { items: [{ child: aCase, parent: pallet }] }, by(PHARMACY));
    ledger.given('quarantine', { items: [{ pack: goods.pack(12, aCase) }], reason: 'wet' }, by(PHARMACY));
    const whole = { holder: pallet, children: [aCase] };
    expect(end(ledger, { holder: pallet }, 'DESTROYED')).toMatchObject({ outcome: 'CHILDREN_UNLISTED' });
    expect(end(ledger, { holder: aCase }, 'DESTROYED')).toMatchObject({ outcome: 'UNIT_NESTED' });
    expect(end(ledger, whole, 'LOCKED')).toMatchObject({ outcome: 'QUARANTINED' });
    expect(end(ledger, whole, 'SAMPLE')).toMatchObject({ outcome: 'QUARANTINED' });
    const decision = end(ledger, whole, 'DESTROYED');
    if (!decision.accepted) throw new Error('refused');
    expect([...decision.puts.keys()]).toEqual([`HOLDER/${pallet}`]);
    expect(end(ledger, { pack: goods.pack(12, aCase) }, 'STOLEN')).toMatchObject({ outcome: 'DESTROYED' });
  });

  it('destroyed or stolen may replace locked, by the present custodian, whatever the end of the chain', () => {
    const { ledger, goods, pallet, case: aCase } = atThePharmacy();
    const own = { pack: goods.pack(3, pallet) };
    end(ledger, own, 'LOCKED');
    expect(end(ledger, own, 'EXPORTED')).toMatchObject({ outcome: 'LOCKED' });
    expect(end(ledger, own, 'LOCKED')).toMatchObject({ outcome: 'LOCKED' });
    ledger.given('dispense', { items: [{ holder: pallet }] }, by(PHARMACY));
    expect(end(ledger, own, 'DESTROYED', HOSPITAL)).toMatchObject({ outcome: 'NOT_CUSTODIAN' });
    expect(end(ledger, own, 'DESTROYED')).toMatchObject({ accepted: true });
    expect(end(ledger, own, 'STOLEN')).toMatchObject({ outcome: 'DESTROYED' });
    // The others in it are dispensed, and that is no lock.
    expect(end(ledger, { pack: goods.pack(4, pallet) }, 'STOLEN')).toMatchObject({ outcome: 'ALREADY_DISPENSED_HERE' });
    end(ledger, { holder: aCase }, 'LOCKED');
    expect(end(ledger, { pack: goods.pack(12, aCase) }, 'STOLEN')).toMatchObject({ accepted: true });
    expect(end(ledger, { holder: aCase }, 'STOLEN')).toMatchObject({ accepted: true });
  });

  it('nothing may be done on the way, and a later custodian may replace a lock that was set before', () => {
    const { ledger, goods, case: aCase } = aBatch();
    end(ledger, { pack: goods.pack(12, aCase) }, 'LOCKED', MAKER);
    const { tx } = ledger.given('ship', { items: [{ holder: aCase }], to: WHOLESALER, purpose: 'SUPPLY' });
    expect(end(ledger, { pack: goods.pack(12, aCase) }, 'STOLEN', MAKER)).toMatchObject({ outcome: 'IN_TRANSIT' });
    ledger.given('receive', { items: [{ holder: aCase, as: 'RECEIVED' }], shipment: tx }, by(WHOLESALER));
    expect(end(ledger, { pack: goods.pack(12, aCase) }, 'STOLEN', WHOLESALER)).toMatchObject({ accepted: true });
  });

  it('never says who else it was', () => {
    const { ledger, goods, case: aCase } = aBatch();
    end(ledger, { pack: goods.pack(12, aCase) }, 'SAMPLE', MAKER);
    delivered(ledger, aCase, MAKER, WHOLESALER);
    const twice = end(ledger, { pack: goods.pack(12, aCase) }, 'EXPORTED', WHOLESALER);
    expect(twice).toMatchObject({ outcome: 'SAMPLE', params: { since: '2026-11-24T10:00:00.000Z' } });
    expect(JSON.stringify(twice)).not.toContain(MAKER);
  });
});
