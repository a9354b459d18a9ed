import type { OrganisationRole } from '@packproof/contract';
import type { Ledger } from '@packproof/ledger';
import { type Clock, TestClock } from './clock';
import { glnOf } from './numbers';
import { type Setting, TestOrganisation } from './organisation';
import { TestRandom } from './random';

export interface ConsortiumOptions {
  /** Default: a TestClock of its own. */
  clock?: Clock;
  seed?: string | number;
}

/** The usual members of a market, each with two places, a company prefix and a licence for years. */
export class TestConsortium {
  readonly clock: Clock;
  readonly random: TestRandom;
  readonly regulator: TestOrganisation;
  readonly manufacturer: TestOrganisation;
  readonly otherManufacturer: TestOrganisation;
  readonly distributor: TestOrganisation;
  readonly pharmacy: TestOrganisation;
  readonly otherPharmacy: TestOrganisation;
  readonly hospital: TestOrganisation;
  readonly auditor: TestOrganisation;
  readonly #setting: Setting;
  #members = 0;

  constructor({ clock = new TestClock(), seed = 1 }: ConsortiumOptions = {}) {
    this.clock = clock;
    this.random = new TestRandom(seed);
    this.#setting = { clock, random: this.random };
    this.regulator = this.newOrganisation('REGULATOR', 'Medicines Authority');
    this.manufacturer = this.newOrganisation('MANUFACTURER', 'Aldrin Laboratories');
    this.otherManufacturer = this.newOrganisation('MANUFACTURER', 'Borealis Pharma');
    this.distributor = this.newOrganisation('DISTRIBUTOR', 'Meridian Wholesale');
    this.pharmacy = this.newOrganisation('PHARMACY', 'Harbour Pharmacy');
    this.otherPharmacy = this.newOrganisation('PHARMACY', 'Hillside Pharmacy');
    this.hospital = this.newOrganisation('HOSPITAL', 'Saint Luke Hospital');
    this.auditor = this.newOrganisation('AUDITOR', 'Clearview Audit');
  }

  /** All but the regulator. */
  get members(): TestOrganisation[] {
    const { manufacturer, otherManufacturer, distributor, pharmacy, otherPharmacy, hospital, auditor } = this;
    return [manufacturer, otherManufacturer, distributor, pharmacy, otherPharmacy, hospital, auditor];
  }

  get ledgerId(): string {
    if (this.#setting.ledgerId === undefined) throw new Error('this consortium has not founded its ledger yet');
    return this.#setting.ledgerId;
  }

  /** One more organisation, not registered yet. */
  newOrganisation(role: OrganisationRole, name: string): TestOrganisation {
    // Seven digits each: none begins another.
    const prefix = String(4_000_001 + this.#members++);
    const places = [
      {
        gln: glnOf(prefix, 0),
        name: `${name}, main site`,
        latitudeMicrodegrees: 52_000_000,
        longitudeMicrodegrees: 4_000_000,
      },
      { gln: glnOf(prefix, 1), name: `${name}, second site` },
    ];
    return new TestOrganisation(this.#setting, {
      gln: places[0]!.gln,
      name,
      role,
      companyPrefixes: role === 'REGULATOR' ? [] : [prefix],
      places,
      licence: { number: `L-${prefix}`, validUntil: '2099-12-31' },
    });
  }

  /** Submits genesis and the registration of all members. */
  async found(ledger: Ledger): Promise<this> {
    const { regulator } = this;
    const { gln, name, licence, places } = regulator.registration();
    const genesis = await regulator.does(ledger, 'genesis', {
      rules: 1,
      items: [{ gln, name, licence, places, ...regulator.key.registrationFor(gln) }],
    });
    this.#setting.ledgerId = genesis.tx;
    await this.register(ledger, this.members);
    return this;
  }

  async register(ledger: Ledger, organisations: readonly TestOrganisation[]): Promise<void> {
    await this.regulator.does(ledger, 'registerOrganisation', {
      items: organisations.map((organisation) => organisation.registration()),
    });
  }
}

export const aConsortium = (options?: ConsortiumOptions): TestConsortium => new TestConsortium(options);
