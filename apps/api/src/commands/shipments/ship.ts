import { Injectable } from '@nestjs/common';
import type { Hex, ShipPurpose } from '@packproof/contract';
import type { CommandOptions, ShipInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { CommandRunner } from '../../outbox/command-runner';
import { Refusal } from '../../refusal';
import { DeliveryNotes } from '../../shipments/delivery-notes';
import { type ItemResultSource, itemResults } from '../items/item-result';
import { runItems } from '../items/item-run';
import { type Located, Locator } from '../items/locator';
import { isAtomic, movesOf } from '../items/moves';

export interface Shipped {
  shipment: string;
  results: ItemResultSource[];
}

/** Longest reference, in UTF-16 units. */
const LONGEST_REFERENCE = 200;

@Injectable()
export class Ship {
  constructor(
    private readonly runner: CommandRunner,
    private readonly locator: Locator,
    private readonly notes: DeliveryNotes,
  ) {}

  /** One ledger command, whatever is in the units; single packs go as one part. */
  run(caller: Caller, input: ShipInput, options: CommandOptions | null | undefined): Promise<Shipped> {
    const { items: scans, to, reference } = input;
    const purpose = (input.purpose ?? 'SUPPLY') as ShipPurpose;
    if (scans.length === 0)
      throw new Refusal('INVALID_INPUT', { rule: 'a shipment has at least one item' }, 'input.items');
    if (reference && reference.length > LONGEST_REFERENCE) {
      throw new Refusal(
        'INVALID_INPUT',
        { rule: `a reference has at most ${LONGEST_REFERENCE} characters` },
        'input.reference',
      );
    }
    return this.runner.run({ caller, mutation: 'ship', input, options }, async (run) => {
      const located = new Map<number, Located>();
      let payloadHash: Hex | undefined;
      const progress = await runItems(run, scans.length, async ({ k, progress, again }) => {
        if (k > 1) return undefined;
        const found = await this.locator.locate(
          scans,
          scans.map((_, i) => i),
          caller,
        );
        for (const one of found) located.set(one.position, one);
        const { items, decides } = movesOf(found, progress, {
          apart: again,
          children: purpose === 'SUPPLY',
          stands: ({ verified: { outcome, pack } }) =>
            purpose === 'SUPPLY' ? outcome === 'ACTIVE' : pack?.custodian === caller.gln,
        });
        if (items.length === 0 || (run.atomic && progress.answers.some((answer) => answer?.ok === false) && !again))
          return undefined;
        // Once: a second note would make a plan that is the same look new, and be sent again for nothing.
        payloadHash ??= await this.notes.write({
          from: caller.gln,
          to,
          purpose,
          ...(reference ? { reference } : {}),
          units: found.flatMap((one) => (one.kind === 'unit' ? [one.sscc] : [])),
          loosePacks: found.filter(({ kind }) => kind === 'pack').length,
        });
        return { command: 'ship', body: { to, purpose, payloadHash, items, ...isAtomic(run.atomic) }, decides };
      });
      const results = itemResults(scans, progress, located);
      const [shipped] = progress.accepted;
      if (!shipped) throw allRefused(results, 'input.items');
      return { shipment: shipped.tx, results };
    });
  }
}

/** Nothing of it happened: the first reason stands for the whole, all of them are told. */
export function allRefused(results: readonly ItemResultSource[], field: string): Refusal {
  const first = results.find(({ ok, outcome }) => !ok && outcome !== 'NOT_ATTEMPTED') ?? results[0];
  const items = results.map(({ scan, outcome }) => `${outcome} ${scan}`).slice(0, 100);
  return new Refusal(first?.outcome ?? 'NOT_FOUND', { ...first?.params, items }, field);
}
