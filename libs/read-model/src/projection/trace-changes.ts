import type { LedgerEvent } from '@packproof/contract';
import type { PoolClient } from '@packproof/database';
import type { BlockEntry } from '@packproof/ledger';
import type { HolderChanges, HolderNow } from './holder-changes';
import type { Lookups } from './lookups';
import type { Numbering } from './numbering';
import { holderParties, isOpenCommand, sortedParties } from './parties';
import { bytea, byteaOr } from './table';
import { ENTRIES, type EntryRow, TRACE_EVENTS, type TraceRow } from './tables';

interface Noted<Row> {
  row: Row;
  /** Undefined: it concerns every member. */
  parties: Set<string> | undefined;
}

/** Log entries and what happened in them, each with the organisations that it concerns. */
export class TraceChanges {
  readonly #numbering: Numbering;
  readonly #holders: HolderChanges;
  readonly #lookups: Lookups;
  readonly #events: Noted<TraceRow>[] = [];
  readonly #entries: Noted<EntryRow>[] = [];

  constructor(numbering: Numbering, holders: HolderChanges, lookups: Lookups) {
    this.#numbering = numbering;
    this.#holders = holders;
    this.#lookups = lookups;
  }

  /**
   * @param before the entry's holders as they were.
   * @param concerned further organisations that the entry concerns.
   */
  apply(
    entry: BlockEntry,
    block: { number: number; committedAt: string },
    before: ReadonlyMap<string, HolderNow>,
    concerned: readonly string[],
  ): void {
    const { envelope } = entry;
    const noted: Noted<EntryRow> = {
      row: {
        index: entry.index,
        block: block.number,
        tx: bytea(entry.tx),
        actor: envelope.actor,
        command_id: envelope.commandId,
        command: envelope.command,
        place: envelope.at,
        issued_at: envelope.issuedAt,
        occurred_at: envelope.occurredAt,
        committed_at: block.committedAt,
        parties: null,
      },
      parties: isOpenCommand(envelope.command) ? undefined : new Set([envelope.actor, ...concerned]),
    };
    this.#entries.push(noted);
    entry.events.forEach((event, n) => {
      const told = this.#note(entry, event, n, before, noted);
      this.#events.push(told);
      for (const party of told.parties ?? []) noted.parties?.add(party);
      // A hold on a batch concerns everybody who has some of it, now or later.
      if (event.batch !== undefined) noted.parties = undefined;
    });
  }

  #note(
    { index, envelope }: BlockEntry,
    event: LedgerEvent,
    n: number,
    before: ReadonlyMap<string, HolderNow>,
    entry: Noted<EntryRow>,
  ): Noted<TraceRow> {
    const { pack } = event;
    const location = event.location ?? { gln: envelope.at };
    const row: TraceRow = {
      index,
      n,
      item: event.item,
      type: event.type,
      holder: event.holder === undefined ? null : this.#holders.number(event.holder),
      tranche: pack === undefined ? null : this.#numbering.tranche(pack.tranche).number,
      leaf: pack?.leaf ?? null,
      batch: event.batch === undefined ? null : this.#numbering.batch(event.batch),
      source: event.source === undefined ? null : (this.#holders.find(event.source)?.row.number ?? null),
      organisation: envelope.actor,
      addressee: event.to ?? null,
      location_gln: location.gln,
      location_extension: location.extension ?? null,
      shipment: byteaOr(event.shipment),
      purpose: event.purpose ?? null,
      as_state: event.as ?? null,
      recall: byteaOr(event.recall),
      reason: event.reason ?? null,
      parties: null,
    };
    // Recalls are public, and so is who made a pack.
    if (event.batch !== undefined) return { row, parties: undefined };
    const parties = new Set([envelope.actor]);
    if (event.to !== undefined) parties.add(event.to);
    const add = (party: string) => {
      parties.add(party);
      entry.parties?.add(party);
    };
    if (pack !== undefined) {
      parties.add(this.#numbering.tranche(pack.tranche).owner);
      if (isHolding(event)) this.#lookups.custodian({ tranche: row.tranche!, leaf: pack.leaf }, index, add);
    }
    if (event.holder !== undefined) this.#holderParties(event, index, before, parties, add);
    return { row, parties: event.type === 'COMMISSIONED' ? undefined : parties };
  }

  #holderParties(
    event: LedgerEvent,
    index: number,
    before: ReadonlyMap<string, HolderNow>,
    parties: Set<string>,
    add: (party: string) => void,
  ): void {
    const now = this.#holders.find(event.holder!)!;
    const earlier = before.get(event.holder!);
    const source = event.source === undefined ? undefined : before.get(event.source);
    const found = [...holderParties(earlier?.row, now.row), ...holderParties(source?.row, undefined)];
    for (const party of found) parties.add(party);
    const contents = [now.content, earlier?.content].filter((content) => content !== undefined);
    for (const content of contents) for (const owner of this.#holders.owners(content)) parties.add(owner);
    if (now.row.children > 0) this.#lookups.inside(now.row.number, index, ({ owners }) => owners.forEach(add));
    if (now.row.parent !== null && isHolding(event)) {
      this.#lookups.custodian({ holder: now.row.number }, index, add);
    }
  }

  async write(client: PoolClient): Promise<void> {
    await ENTRIES.insert(client, this.#entries.map(withParties));
    await TRACE_EVENTS.insert(client, this.#events.map(withParties));
  }
}

/** May be done by somebody who has not got it. */
const isHolding = ({ type }: LedgerEvent) => type === 'QUARANTINED' || type === 'RELEASED';

const withParties = <Row extends object>({ row, parties }: Noted<Row>): Row => ({
  ...row,
  parties: parties === undefined ? null : sortedParties(parties),
});
