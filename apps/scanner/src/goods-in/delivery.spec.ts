import { describe, expect, it } from 'vitest';
import { aDelivery, aLine, aPack, aUnit, OWN } from '../../test/lines';
import { progressOf, receiptsOf, standingInGoodsIn } from './delivery';

const delivery = aDelivery('d1', { 'sscc:A': 40, 'sscc:B': 40, 'part:1': 3 });
const scanned = (sscc: string, packs = 40) => aLine(aUnit(sscc, packs));

describe('how a scan stands in goods in', () => {
  it.each([
    ['on its way to us', aUnit('A', 40), 'ready', 'CHECK'],
    ['without data yet', aUnit('A', 0, 'UNKNOWN_UNIT'), 'waiting', 'CHECK'],
    ['a pack without data yet', aPack('1', 'UNKNOWN_SERIAL'), 'waiting', 'CHECK'],
    ['not shipped on record', aUnit('A', 40, 'ACTIVE_ELSEWHERE'), 'waiting', 'CHECK'],
    ['booked in before', aUnit('A', 40, 'ACTIVE', { custodian: OWN }), 'stopped', 'CHECK'],
    ['reported missing before', aUnit('A', 40, 'DISPUTED'), 'stopped', 'STOP'],
  ] as const)('%s', (_, verification, kind, severity) => {
    expect(standingInGoodsIn(aLine(verification))).toMatchObject({ kind, severity });
  });

  it('recalled goods that are on their way are booked in, and say what they are', () => {
    const recalled = aLine({ ...aUnit('A', 40, 'RECALLED'), others: ['NOT_RECEIVED'] });
    expect(standingInGoodsIn(recalled)).toEqual({ kind: 'ready', outcome: 'RECALLED', severity: 'STOP' });
  });

  it('no connection is no answer about the goods: it waits', () => {
    const refusal = { code: 'UNAVAILABLE_OFFLINE', params: {}, sent: false } as const;
    expect(standingInGoodsIn(aLine(null, { refusal })).kind).toBe('waiting');
  });
});

describe('a delivery', () => {
  it('is counted against what was announced', () => {
    const [progress] = progressOf(
      [scanned('A'), aLine(aPack('1', 'NOT_RECEIVED', { inside: ['part:1'] }))],
      [delivery],
    );
    expect(progress!.units.map(({ scanned: how, packs }) => [how, packs])).toEqual([
      ['whole', 40],
      ['none', 0],
      ['part', 1],
    ]);
    expect(progress!.packs).toEqual({ scanned: 41, announced: 83 });
    expect(progress!.complete).toBe(false);
  });

  it('is complete when everything was scanned, in whatever pieces', () => {
    const inB = (sscc: string) => aLine(aUnit(sscc, 20, 'NOT_RECEIVED', { inside: ['sscc:B'] }));
    const packs = ['1', '2', '3'].map((serial) => aLine(aPack(serial, 'NOT_RECEIVED', { inside: ['part:1'] })));
    const [progress] = progressOf([scanned('A'), inB('B1'), inB('B2'), ...packs], [delivery]);
    expect(progress!.complete).toBe(true);
    expect(progress!.lines).toHaveLength(6);
  });

  it('of which nothing was scanned is none that is in work', () => {
    expect(progressOf([scanned('X')], [delivery])).toEqual([]);
  });

  it('does not count what has been received of it already', () => {
    const half = {
      ...delivery,
      units: delivery.units.map((unit, i) => (i === 1 ? { ...unit, state: 'AT_REST' as const } : unit)),
    };
    expect(progressOf([scanned('A')], [half])[0]!.units).toHaveLength(2);
  });
});

describe('booking in', () => {
  const inputsOf = (...args: Parameters<typeof receiptsOf>) =>
    receiptsOf(...args).map(({ request }) => (request.kind === 'receive' ? request.input : undefined));

  it('names what was scanned, never all that is on its way', () => {
    const [progress] = progressOf([scanned('A')], [delivery]);
    const [input] = inputsOf(progress!);
    expect(input).toEqual({ shipment: 'd1', items: [progress!.lines[0]!.scan] });
    expect(inputsOf({ delivery, lines: [], reported: [] }, true)).toEqual([
      { shipment: 'd1', items: [], unnamedAreMissing: true },
    ]);
  });

  it('receives damaged goods as damaged; what is wrong is booked in and reported', () => {
    const damaged = aLine(aUnit('A', 40), { mark: { kind: 'DAMAGED', note: 'wet' } });
    const wrong = aLine(aUnit('B', 40), { mark: { kind: 'WRONG_ITEM', note: '' } });
    const more = aLine(aUnit('Z', 10, 'UNKNOWN_UNIT'), { mark: { kind: 'OVERAGE', note: '', shipment: 'd1' } });
    const [progress] = progressOf([damaged, wrong, more], [delivery]);
    expect(inputsOf(progress!)).toEqual([
      {
        shipment: 'd1',
        items: [wrong.scan],
        exceptions: [
          { kind: 'DAMAGED', scan: damaged.scan, note: 'wet' },
          { kind: 'WRONG_ITEM', scan: wrong.scan },
          { kind: 'OVERAGE', scan: more.scan },
        ],
      },
    ]);
  });

  it('goes in several commands where it is long, and only the last says that the rest is missing', () => {
    const lines = Array.from({ length: 2001 }, (_, i) => aLine(aPack(`${i}`)));
    const inputs = inputsOf({ delivery, lines, reported: [] }, true);
    expect(inputs.map((input) => [input?.items?.length, input?.unnamedAreMissing ?? false])).toEqual([
      [1000, false],
      [1000, false],
      [1, true],
    ]);
  });
});
