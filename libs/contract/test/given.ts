import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { makeSscc } from '@packproof/gs1';
import { fromHex, keyIdOf, toBase64, toHex } from '@packproof/merkle';
import type { CommandBodies, CommandName, Envelope, SignedCommand } from '../src/commands';
import { decide } from '../src/decide';
import type { Cryptography, Decision, Step } from '../src/decision';
import { commandHash, possessionBytes, signingBytes } from '../src/envelope';
import type { Hex, StateKey } from '../src/keys';
import type { OrganisationRole, RecordOf, StateRecord } from '../src/records';

export const cryptography: Cryptography = {
  sha256: (data) => createHash('sha256').update(data).digest(),
  verifyEd25519: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey, { zip215: false }),
};

/** A key pair of its name: the same in every run. */
export function keyPair(name: string) {
  const secret = cryptography.sha256(new TextEncoder().encode(name));
  const publicKey = ed25519.getPublicKey(secret);
  const keyId = keyIdOf(cryptography.sha256, publicKey);
  const sign = (message: Uint8Array) => toBase64(ed25519.sign(message, secret));
  const registeredBy = (gln: string) => ({
    publicKey: toBase64(publicKey),
    possession: sign(possessionBytes(gln, publicKey)),
  });
  return { publicKey, keyId, sign, registeredBy };
}

export const REGULATOR = '4000001000005';
export const MAKER = '4012345000009';
export const WHOLESALER = '4012345000016';
export const PHARMACY = '4012345000023';
export const HOSPITAL = '4012345000030';
export const OTHER_PHARMACY = '4012345000047';
export const NOW = '2026-11-24T10:00:00.000Z';
export const GTIN = '04012345000009';
export const licence = { number: 'L-1', validUntil: '2030-12-31' };

export interface When {
  actor?: string;
  at?: string;
  commandId?: string;
  issuedAt?: string;
  occurredAt?: string;
}

/** World state in a map, and commands that are decided on it one after another. Nothing is signed here. */
export class TestLedger {
  readonly state = new Map<StateKey, StateRecord>();
  ledger: Hex | undefined;
  /** Rounds of look-ups that the last command needed. */
  rounds = 0;
  #commands = 0;

  envelope<C extends CommandName>(command: C, body: CommandBodies[C], when: When = {}): Envelope<C> {
    const actor = when.actor ?? MAKER;
    const issuedAt = when.issuedAt ?? NOW;
    return {
      ...(this.ledger === undefined ? {} : { ledger: this.ledger }),
      commandId: when.commandId ?? `c${++this.#commands}`,
      actor,
      at: when.at ?? actor,
      command,
      issuedAt,
      occurredAt: when.occurredAt ?? issuedAt,
      body,
    };
  }

  decide(envelope: Envelope): Decision {
    return this.drive(decide(envelope, commandHash(cryptography.sha256, envelope), cryptography));
  }

  drive<T>(steps: Step<T>): T {
    this.rounds = 0;
    let next = steps.next();
    while (!next.done) {
      this.rounds++;
      next = steps.next(new Map(next.value.map((key) => [key, this.state.get(key)])));
    }
    return next.value;
  }

  /** Decides, and applies what is accepted. Records are frozen: a rule that changes one fails. */
  give<C extends CommandName>(command: C, body: CommandBodies[C], when: When = {}): Decision & { tx: Hex } {
    const envelope = this.envelope(command, body, when);
    const tx = commandHash(cryptography.sha256, envelope);
    const decision = this.decide(envelope);
    if (decision.accepted) for (const [key, record] of decision.puts) this.state.set(key, deepFreeze(record));
    return { ...decision, tx };
  }

  /** What must be accepted, whole. */
  given<C extends CommandName>(
    command: C,
    body: CommandBodies[C],
    when: When = {},
  ): Decision & { tx: Hex; accepted: true } {
    const decision = this.give(command, body, when);
    if (!decision.accepted || decision.results.some((result) => !result.ok)) {
      throw new Error(`${command} was refused: ${JSON.stringify(decision)}`);
    }
    return decision;
  }

  get<K extends StateKey>(key: K): RecordOf<K> {
    const record = this.state.get(key);
    if (!record) throw new Error(`nothing under ${key}`);
    return record as RecordOf<K>;
  }

  holder(id: string) {
    return this.get(`HOLDER/${id}` as const);
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}

export function sign(envelope: Envelope, signer: string): SignedCommand {
  const { keyId, sign: signed } = keyPair(signer);
  return { envelope, keyId, signature: signed(signingBytes(envelope)) };
}

export function genesisBody(): CommandBodies['genesis'] {
  return {
    rules: 1,
    items: [{ gln: REGULATOR, name: 'Agency', licence, places: [], ...keyPair(REGULATOR).registeredBy(REGULATOR) }],
  };
}

export function organisation(gln: string, role: OrganisationRole, companyPrefixes: string[] = []) {
  return {
    gln,
    name: `${role} ${gln}`,
    role,
    licence,
    companyPrefixes,
    places: [],
    ...keyPair(gln).registeredBy(gln),
  };
}

/** A ledger with its regulator only. */
export function aLedger(): TestLedger {
  const ledger = new TestLedger();
  const { tx } = ledger.given('genesis', genesisBody(), { actor: REGULATOR });
  ledger.ledger = tx;
  return ledger;
}

/** The regulator, and one organisation of each kind with a company prefix of its own. */
export function aTrade(): TestLedger {
  trade ??= newTrade();
  const ledger = new TestLedger();
  ledger.ledger = trade.ledger;
  // Records are frozen: the same ones serve every spec.
  for (const [key, record] of trade.state) ledger.state.set(key, record);
  return ledger;
}

let trade: TestLedger | undefined;

function newTrade(): TestLedger {
  const ledger = aLedger();
  ledger.given(
    'registerOrganisation',
    {
      items: [
        organisation(MAKER, 'MANUFACTURER', ['4012345']),
        organisation(WHOLESALER, 'DISTRIBUTOR', ['5012345']),
        organisation(PHARMACY, 'PHARMACY', ['6012345']),
        organisation(HOSPITAL, 'HOSPITAL', ['7012345']),
        organisation(OTHER_PHARMACY, 'PHARMACY', ['8012345']),
      ],
    },
    { actor: REGULATOR },
  );
  ledger.given('registerProduct', { items: [{ gtin: GTIN, name: 'Amoxicillin', storage: {} }] });
  return ledger;
}

export const ssccOf = (prefix: string, serialReference: number): string =>
  makeSscc({ companyPrefix: prefix, extensionDigit: 0, serialReference });

/** A hash that names nothing in particular. */
export const someHash = (name: string): Hex => toHex(cryptography.sha256(new TextEncoder().encode(name)));
export const bytesOf = fromHex;
