import { holderKey, packKey } from '@packproof/contract';
import { testDatabase } from '@packproof/database/testing';
import { aBatch, aConsortium, aPallet, aProduct, registerProducts, systemClock } from '@packproof/test-data';
import { describe, expect, it } from 'vitest';
import { auditLog } from '../test/audit-log';
import { ledgerOptions } from '../test/open-ledger';
import { createEmbeddedLedger } from './embedded-ledger';

describe('the embedded ledger under the real rules', () => {
  it('carries a pallet from its maker to a pharmacy, where each pack is supplied once', async () => {
    const { pool } = await testDatabase();
    const { rules, ...options } = ledgerOptions(pool);
    const ledger = await createEmbeddedLedger(options);
    const consortium = await aConsortium({ clock: systemClock }).found(ledger);
    const { manufacturer, distributor, pharmacy, otherPharmacy } = consortium;
    expect(await ledger.ledgerId()).toBe(consortium.ledgerId);
    const product = aProduct().by(manufacturer);
    await registerProducts(ledger, product);
    const { batch, holder } = await aPallet()
      .of(aBatch().of(product).packs(400).perCase(20).perPallet(20))
      .deliveredTo(distributor)
      .deliveredTo(pharmacy)
      .on(ledger);
    expect((await ledger.get([holderKey(holder)])).get(holderKey(holder))).toMatchObject({ custodian: pharmacy.gln });

    // Three hundred packs, each asked for twice, by two people at once.
    const dispense = (leaf: number, by = pharmacy) =>
      by.sign('dispense', { items: [{ pack: batch.packReference(leaf, holder) }] });
    const leaves = Array.from({ length: 300 }, (_, leaf) => leaf);
    const answers = await Promise.all([...leaves, ...leaves].map((leaf) => ledger.submit(dispense(leaf))));
    const supplied = answers.filter((answer) => answer.accepted);
    expect(supplied).toHaveLength(300);
    expect(answers.filter((answer) => !answer.accepted && answer.outcome === 'ALREADY_DISPENSED_HERE')).toHaveLength(
      300,
    );
    const key = packKey(product.gtin, batch.packIds[7]!);
    expect((await ledger.get([key])).get(key)).toMatchObject({ leaf: 7, end: { as: 'DISPENSED', by: pharmacy.gln } });
    expect(await ledger.submit(dispense(301, otherPharmacy))).toMatchObject({ accepted: false });

    // A forged command among good ones is refused, whether or not its signature was checked ahead.
    const forged = dispense(302);
    forged.signature = dispense(303).signature;
    const mixed = await Promise.all([dispense(304), forged, dispense(305)].map((command) => ledger.submit(command)));
    expect(mixed).toMatchObject([
      { accepted: true },
      { accepted: false, outcome: 'SIGNATURE_INVALID' },
      { accepted: true },
    ]);

    // What is no name at all, in the same group as good commands, is refused alone.
    const nonsense = [
      { actor: 'nul\0' },
      { commandId: 'nul\0' },
      { actor: ['', []] },
      { actor: { toString: 1 } },
      { commandId: 7 },
    ];
    const beside = await Promise.allSettled(
      [...nonsense, {}].map((over, i) => {
        const command = dispense(310 + i);
        return ledger.submit({ ...command, envelope: { ...command.envelope, ...over } as typeof command.envelope });
      }),
    );
    expect(beside.map((one) => one.status === 'fulfilled' && one.value.accepted)).toEqual([
      ...nonsense.map(() => false),
      true,
    ]);
    await auditLog(ledger);
    await ledger.close();
  });
});
