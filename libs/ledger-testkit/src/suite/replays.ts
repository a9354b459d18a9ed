import { timeOf } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { type LedgerFactory, openStage, sharedStage } from './stage';

const MINUTE = 60_000;
const anchorOf = (digit: string, count = 1) => ({ items: [{ root: digit.repeat(64), count }] });

/** Rules 11 and 12: a command counts once, is signed by its actor, for this ledger, now. */
export function describeReplays(factory: LedgerFactory): void {
  describe('duplicates', () => {
    const stage = sharedStage(factory);

    it('the same command again: the first answer, and nothing done twice', async () => {
      const { ledger, consortium } = stage();
      const command = consortium.auditor.sign('anchor', {
        items: [...anchorOf('1').items, ...anchorOf('1').items],
      });
      const first = await ledger.submit(command);
      const height = await ledger.height();
      if (!first.accepted) throw new Error(first.outcome);
      for (let time = 0; time < 3; time++) {
        const again = await ledger.submit(structuredClone(command));
        const results = first.results.map(({ ok, outcome }) => ({ ok, outcome }));
        const { tx, index, block, committedAt, events } = first;
        expect(again).toMatchObject({ accepted: true, replayed: true, tx, index, block, committedAt, events });
        expect(again.results?.map(({ ok, outcome }) => ({ ok, outcome }))).toEqual(results);
      }
      expect(first.replayed).toBe(false);
      expect(await ledger.height()).toBe(height);
    });

    it('sent at once, many times: once', async () => {
      const { ledger, consortium } = stage();
      const command = consortium.auditor.sign('anchor', anchorOf('2'));
      const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.submit(structuredClone(command))));
      expect(answers.every(({ accepted }) => accepted)).toBe(true);
      expect(answers.filter((answer) => answer.accepted && !answer.replayed)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.accepted && answer.index)).size).toBe(1);
    });

    it('another command under the same id is COMMAND_ID_REUSED; ids count per actor', async () => {
      const { ledger, consortium } = stage();
      const { auditor, pharmacy } = consortium;
      const commandId = 'the-same';
      await auditor.does(ledger, 'anchor', anchorOf('3'), { commandId });
      const other = await auditor.gives(ledger, 'anchor', anchorOf('4'), { commandId });
      expect(other).toMatchObject({ accepted: false, outcome: 'COMMAND_ID_REUSED', params: { commandId } });
      const issuedAt = timeOf(stage().clock.now() + 1);
      const later = await auditor.gives(ledger, 'anchor', anchorOf('3'), { commandId, issuedAt });
      expect(later).toMatchObject({ accepted: false, outcome: 'COMMAND_ID_REUSED' });
      await pharmacy.does(ledger, 'anchor', anchorOf('5'), { commandId });
    });

    it('are looked up before the clock', async () => {
      const here = stage();
      const { ledger, consortium, clock } = here;
      const command = consortium.auditor.sign('anchor', anchorOf('6'));
      await ledger.submit(command);
      clock.advance({ hours: 5 });
      expect(await ledger.submit(command)).toMatchObject({ accepted: true, replayed: true });
      const { commandId, issuedAt } = command.envelope;
      const other = await consortium.auditor.gives(ledger, 'anchor', anchorOf('7'), { commandId, issuedAt });
      expect(other).toMatchObject({ accepted: false, outcome: 'COMMAND_ID_REUSED' });
    });
  });

  describe('the clock', () => {
    const stage = sharedStage(factory);

    it.each([
      ['five minutes late', -5 * MINUTE, true],
      ['five minutes early', 5 * MINUTE, true],
      ['later than that', -5 * MINUTE - 1, false],
      ['earlier than that', 5 * MINUTE + 1, false],
    ])('%s', async (_name, offset, accepted) => {
      const { ledger, consortium, clock } = stage();
      // Its key was not yet registered five minutes before the founding.
      clock.advance({ minutes: 10 });
      const issuedAt = timeOf(clock.now() + offset);
      const occurredAt = timeOf(clock.now() - 60 * MINUTE);
      const body = anchorOf(offset < 0 ? '8' : '9', Math.abs(offset));
      const answer = await consortium.auditor.gives(ledger, 'anchor', body, { issuedAt, occurredAt });
      expect(answer).toMatchObject(accepted ? { accepted } : { accepted, outcome: 'CLOCK_SKEW' });
    });

    it('what occurred lies at most ten days back, and not in the future', async () => {
      const { ledger, consortium, clock } = stage();
      const gives = (ago: number, digit: string) =>
        consortium.auditor.gives(ledger, 'anchor', anchorOf(digit), { occurredAt: timeOf(clock.now() - ago) });
      expect(await gives(10 * 24 * 60 * MINUTE, 'b')).toMatchObject({ accepted: true });
      expect(await gives(10 * 24 * 60 * MINUTE + 1, 'c')).toMatchObject({ accepted: false, field: 'occurredAt' });
      expect(await gives(-1, 'c')).toMatchObject({ accepted: false, field: 'occurredAt' });
    });
  });

  describe('another ledger', () => {
    it("refuses this one's commands, and those of none", async () => {
      // The same members with the same keys, but another regulator's place.
      const [here, there] = [await openStage(factory, 'here'), await openStage(factory, 'there')];
      try {
        const { auditor } = here.consortium;
        await there.consortium.regulator.does(there.ledger, 'rotateKey', {
          items: [{ gln: auditor.gln, ...auditor.key.registrationFor(auditor.gln) }],
        });
        const command = auditor.sign('anchor', anchorOf('1'));
        const refused = await there.ledger.submit(command);
        expect(refused).toMatchObject({ accepted: false, outcome: 'SIGNATURE_INVALID', field: 'ledger' });
        const readdressed = { ...command.envelope, ledger: there.consortium.ledgerId };
        expect(await there.ledger.submit({ ...command, envelope: readdressed })).toMatchObject({
          outcome: 'SIGNATURE_INVALID',
          field: 'signature',
        });
        const { ledger: _none, ...nowhere } = command.envelope;
        expect(await here.ledger.submit(auditor.signed(nowhere))).toMatchObject({ accepted: false });
        // It was the ledger alone: signed for this one, and for that one, it is accepted.
        expect(await here.ledger.submit(command)).toMatchObject({ accepted: true });
        expect(await there.ledger.submit(auditor.signed(readdressed))).toMatchObject({ accepted: true });
      } finally {
        await here.dispose();
        await there.dispose();
      }
    });
  });
}
