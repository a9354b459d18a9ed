import type { SignedCommand } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import { systemClock, testCryptography } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { replay } from '../replay';
import { allBlocks, folded, openStage } from './stage';

/** For adapters of which a process can be killed. */
export interface Killable {
  /** An empty ledger that outlives the processes which open it, with the machine's own clock. */
  open(): Promise<{ ledger: Ledger; close(): Promise<void> }>;
  /**
   * Lets another process open it and submit these commands, many at once, and kills that process without warning so many
   * milliseconds after its first answer. Returns what was acknowledged: command id → position in the log.
   */
  submitAndDie(commands: readonly SignedCommand[], afterMilliseconds: number): Promise<Map<string, number>>;
  dispose(): Promise<void>;
}

const LIVES = 3;
const COMMANDS = 200;

/** "Kill any process at any moment: no acknowledged command is lost, none applied twice." */
export function describeKilling(makeKillable: () => Promise<Killable>): void {
  describe('killing', () => {
    it('loses nothing that was acknowledged, and does nothing twice', { timeout: 180_000 }, async () => {
      const killable = await makeKillable();
      try {
        const opened = await killable.open();
        const stage = await openStage(
          async () => ({ ledger: opened.ledger, dispose: opened.close }),
          'killing',
          systemClock,
        );
        const { pharmacy, manufacturer } = stage.consortium;
        const packs = LIVES * COMMANDS;
        const batch = await stage.newBatch((b) => b.packs(packs).perCase(packs));
        const items = [{ holder: batch.cases[0]!.holder }];
        const { tx: shipment } = await manufacturer.does(opened.ledger, 'ship', {
          to: pharmacy.gln,
          purpose: 'SUPPLY',
          items,
        });
        await pharmacy.does(opened.ledger, 'receive', { shipment, items: [{ ...items[0]!, as: 'RECEIVED' }] });
        await opened.close();

        for (let life = 0; life < LIVES; life++) {
          const commands = Array.from({ length: COMMANDS }, (_one, i) =>
            pharmacy.sign('dispense', { items: [{ pack: batch.packReference(life * COMMANDS + i) }] }),
          );
          const acknowledged = await killable.submitAndDie(commands, Math.floor(Math.random() * 60));
          const again = await killable.open();
          await expectOnce(again.ledger, commands, acknowledged);
          if (life === LIVES - 1) await expectWhole(again.ledger);
          await again.close();
        }
      } finally {
        await killable.dispose();
      }
    });
  });
}

async function expectOnce(
  ledger: Ledger,
  commands: readonly SignedCommand[],
  acknowledged: ReadonlyMap<string, number>,
): Promise<void> {
  const positions = new Map<string, number[]>();
  for (const { entries } of await allBlocks(ledger)) {
    for (const { envelope, index } of entries) {
      positions.set(envelope.commandId, [...(positions.get(envelope.commandId) ?? []), index]);
    }
  }
  for (const command of commands) {
    const { commandId } = command.envelope;
    const found = positions.get(commandId) ?? [];
    const index = acknowledged.get(commandId);
    if (index !== undefined) expect(found, `acknowledged as ${index}`).toEqual([index]);
    expect(found.length).toBeLessThanOrEqual(1);
    // Sent again unchanged, as the door does: there once, whether or not it was there before.
    const answer = await ledger.submit(command);
    expect(answer).toMatchObject({ accepted: true, replayed: found.length === 1 });
  }
}

async function expectWhole(ledger: Ledger): Promise<void> {
  const blocks = await allBlocks(ledger);
  const state = folded(blocks);
  expect(await ledger.get([...state.keys()])).toEqual(state);
  expect(await replay(blocks, testCryptography())).toEqual(state);
}
