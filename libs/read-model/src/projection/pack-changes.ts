import type { Holds, PackRecord } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { Numbering } from './numbering';
import { PACK_STATES, type PackStateRow } from './register-tables';
import { bytea, byteaOr } from './table';

/** The few packs that were handled alone: how they ended, and who holds them back. */
export class PackChanges {
  readonly #numbering: Numbering;
  readonly #states = new Map<string, PackStateRow>();

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  apply(record: PackRecord, index: number): void {
    const { number: tranche } = this.#numbering.tranche(record.tranche);
    const { end } = record;
    this.#states.set(`${tranche}/${record.leaf}`, {
      tranche,
      leaf: record.leaf,
      end_as: end?.as ?? null,
      end_by: end?.by ?? null,
      end_place: end?.place ?? null,
      end_time: end?.time ?? null,
      end_tx: end === undefined ? null : bytea(end.tx),
      end_into: byteaOr((end as { into?: string } | undefined)?.into),
      holds: holdsOrNull(record.holds),
      changed: index,
    });
  }

  async write(client: PoolClient): Promise<void> {
    await PACK_STATES.upsert(client, [...this.#states.values()]);
  }
}

const holdsOrNull = (holds: Holds): Holds | null => (Object.keys(holds).length > 0 ? holds : null);
