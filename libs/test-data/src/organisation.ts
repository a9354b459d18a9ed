import {
  type CommandBodies,
  type CommandName,
  type Envelope,
  type Gln,
  type Hex,
  type Licence,
  type OrganisationRole,
  type Place,
  type RegisterOrganisationBody,
  type SignedCommand,
  type Sscc,
  signingBytes,
} from '@packproof/contract';
import type { Ledger, Submitted } from '@packproof/ledger';
import { toBase64 } from '@packproof/merkle';
import { type Clock, timeOf } from './clock';
import { ssccOf } from './numbers';
import type { TestRandom } from './random';
import { type TestKey, testKey } from './signing-key';

/** What organisations of one ledger have in common. */
export interface Setting {
  readonly clock: Clock;
  readonly random: TestRandom;
  /** tx of the genesis command, once there is one. */
  ledgerId?: Hex;
}

export interface SignOptions {
  /** Default: a new one. */
  commandId?: string;
  /** One of its places; default its first. */
  at?: Gln;
  /** Default: the clock's now. */
  issuedAt?: string;
  /** Default: issuedAt. */
  occurredAt?: string;
  /** Default: the newest. */
  key?: TestKey;
  /** Default: the ledger that its consortium founded. */
  ledger?: Hex;
}

export interface OrganisationDetails {
  gln: Gln;
  name: string;
  role: OrganisationRole;
  companyPrefixes: string[];
  places: Place[];
  licence: Licence;
}

/** A member of a ledger, with its keys. */
export class TestOrganisation {
  readonly gln: Gln;
  readonly name: string;
  readonly role: OrganisationRole;
  readonly companyPrefixes: readonly string[];
  readonly places: readonly Place[];
  readonly licence: Licence;
  /** The newest last. */
  readonly keys: TestKey[];
  readonly #setting: Setting;
  #commands = 0;
  #ssccs = 0;

  constructor(setting: Setting, details: OrganisationDetails) {
    this.#setting = setting;
    this.gln = details.gln;
    this.name = details.name;
    this.role = details.role;
    this.companyPrefixes = details.companyPrefixes;
    this.places = details.places;
    this.licence = details.licence;
    this.keys = [testKey(setting.random.bytes32())];
  }

  get key(): TestKey {
    return this.keys.at(-1)!;
  }

  /** Makes another key; signing goes on with the old one until `keys` has it too (`rotated`). */
  newKey(): TestKey {
    return testKey(this.#setting.random.bytes32());
  }

  /** From now on signs with this key. */
  rotated(key: TestKey): void {
    this.keys.push(key);
  }

  /** A number that was not used before, under its own company prefix. */
  newSscc(): Sscc {
    const [prefix] = this.companyPrefixes;
    if (prefix === undefined) throw new Error(`${this.name} has no company prefix to make an SSCC from`);
    return ssccOf(prefix, this.#ssccs++);
  }

  newCommandId(): string {
    this.#commands += 1;
    return `${this.gln}-${this.#commands}`;
  }

  envelope<C extends CommandName>(command: C, body: CommandBodies[C], options: SignOptions = {}): Envelope<C> {
    const issuedAt = options.issuedAt ?? timeOf(this.#setting.clock.now());
    const ledger = options.ledger ?? this.#setting.ledgerId;
    return {
      ...(command === 'genesis' || ledger === undefined ? {} : { ledger }),
      commandId: options.commandId ?? this.newCommandId(),
      actor: this.gln,
      at: options.at ?? this.places[0]?.gln ?? this.gln,
      command,
      issuedAt,
      occurredAt: options.occurredAt ?? issuedAt,
      body,
    };
  }

  sign<C extends CommandName>(command: C, body: CommandBodies[C], options: SignOptions = {}): SignedCommand<C> {
    return this.signed(this.envelope(command, body, options), options.key);
  }

  /** Signs an envelope as it is, whoever it says is the actor. */
  signed<C extends CommandName>(envelope: Envelope<C>, key = this.key): SignedCommand<C> {
    return { envelope, signature: toBase64(key.sign(signingBytes(envelope))), keyId: key.keyId };
  }

  /** Signs and submits; the answer may be a refusal. */
  gives<C extends CommandName>(
    ledger: Ledger,
    command: C,
    body: CommandBodies[C],
    options: SignOptions = {},
  ): Promise<Submitted> {
    return ledger.submit(this.sign(command, body, options));
  }

  /** Signs and submits what is meant to succeed: throws unless every item is accepted. */
  async does<C extends CommandName>(
    ledger: Ledger,
    command: C,
    body: CommandBodies[C],
    options: SignOptions = {},
  ): Promise<Submitted & { accepted: true }> {
    const submitted = await this.gives(ledger, command, body, options);
    if (submitted.accepted && submitted.results.every((result) => result.ok)) return submitted;
    const { accepted, outcome, field, params, results } = {
      outcome: undefined,
      field: undefined,
      params: undefined,
      ...submitted,
    };
    throw new Error(`${this.name}: ${command} ${JSON.stringify({ accepted, outcome, field, params, results })}`);
  }

  /** How the regulator registers it. */
  registration(): RegisterOrganisationBody['items'][number] {
    return {
      gln: this.gln,
      name: this.name,
      role: this.role,
      licence: this.licence,
      companyPrefixes: [...this.companyPrefixes],
      places: [...this.places],
      ...this.keys[0]!.registrationFor(this.gln),
    };
  }
}
