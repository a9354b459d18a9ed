import { randomInt } from 'node:crypto';
import { type Command, send } from './caller';
import { command, newBatch, type Organisation, type Product, packScan, random } from './goods';

export interface Parties {
  maker: Organisation;
  distributor: Organisation;
  pharmacy: Organisation;
  product: Product;
}

/** A command that was sent, and what is known of it outside the process that was killed. */
export interface Sent {
  command: Command;
  /** Absent: the connection broke before an answer. */
  answer?: string;
}

/** Mixed commands, many at a time, for as long as nobody says stop. */
export class Traffic {
  readonly sent: Sent[] = [];
  /** Packs at the pharmacy that nobody has dispensed yet. */
  readonly #packs: string[] = [];
  /** Pallets at the maker, and shipments on their way to the distributor. */
  readonly #units: string[] = [];
  readonly #underway: string[] = [];
  #running = 0;
  #stopped = false;

  constructor(
    private readonly url: string,
    private readonly parties: Parties,
  ) {}

  /** Answers that came so far. */
  answered = 0;

  get running(): number {
    return this.#running;
  }

  /** Goods to work with; every step must be answered. */
  async prepare(packs: number, cases: number): Promise<void> {
    const { maker, pharmacy, product } = this.parties;
    const serials = Array.from({ length: packs }, () => random(14));
    const batch = newBatch(product.gtin, serials);
    await this.#must(command('commission', maker, batch));
    const scans = serials.map((serial) => packScan({ gtin: product.gtin, lot: batch.input.lot, serial }));
    for (let i = 0; i < scans.length; i += 500) {
      const items = scans.slice(i, i + 500);
      const { ship } = await this.#must<{ ship: { id: string } }>(
        command('ship', maker, { input: { items, to: pharmacy.gln } }),
      );
      await this.#must(command('receive', pharmacy, { input: { shipment: ship.id } }));
    }
    this.#packs.push(...scans);
    const cased = newBatch(
      product.gtin,
      Array.from({ length: cases * 2 }, () => random(14)),
      { packsPerCase: 2 },
    );
    const { commissionBatch } = await this.#must<{ commissionBatch: { ssccs: string[] } }>(
      command('commission', maker, cased),
    );
    this.#units.push(...commissionBatch.ssccs);
  }

  /** `width` commands at a time until `stop`. */
  async run(width: number): Promise<void> {
    this.#stopped = false;
    await Promise.all(Array.from({ length: width }, () => this.#worker()));
  }

  stop(): void {
    this.#stopped = true;
  }

  async #worker(): Promise<void> {
    while (!this.#stopped) {
      const next = this.#next();
      const sent: Sent = { command: next };
      this.sent.push(sent);
      this.#running += 1;
      const result = await send(this.url, next);
      this.#running -= 1;
      if (!result.acknowledged) return;
      sent.answer = result.answer;
      this.answered += 1;
      this.#learn(next, result.answer);
    }
  }

  #next(): Command {
    const { maker, distributor, pharmacy, product } = this.parties;
    const die = randomInt(100);
    const shipment = die < 15 ? this.#underway.pop() : undefined;
    if (shipment) return command('receive', distributor, { input: { shipment } });
    const unit = die < 30 ? this.#units.pop() : undefined;
    if (unit) return command('ship', maker, { input: { items: [`(00)${unit}`], to: distributor.gln } });
    if (die < 36)
      return command('commission', maker, newBatch(product.gtin, [random(14), random(14)], { packsPerCase: 1 }));
    const pack = this.#packs.pop() ?? packScan({ gtin: product.gtin, lot: 'NONE', serial: random(14) });
    if (die < 42) return command('quarantine', pharmacy, { input: { scans: [pack], reason: 'box is open' } });
    return command('dispense', pharmacy, { scans: [pack] });
  }

  /** What was acknowledged can be used by the commands after it. */
  #learn({ query }: Command, answer: string): void {
    const said = JSON.parse(answer) as { ship?: { id: string }; commissionBatch?: { ssccs: string[] } };
    if (said.ship && query.includes('ShipInput')) this.#underway.push(said.ship.id);
    if (said.commissionBatch) this.#units.push(...said.commissionBatch.ssccs);
  }

  async #must<T>(one: Command): Promise<T> {
    const result = await send(this.url, one);
    if (!result.acknowledged) throw new Error('the server did not answer while goods were prepared');
    const said = JSON.parse(result.answer) as T & { code?: string };
    if (said.code) throw new Error(`goods could not be prepared: ${said.code}`);
    return said;
  }
}
