import {
  ascii,
  canonicalJson,
  concatBytes,
  fromBase64,
  fromUtf8,
  isCanonicalEd25519PublicKey,
  keyIdOf,
  MalformedError,
  PUBLIC_KEY_SIZE,
  parseCanonicalJson,
  type Sha256,
  toHex,
  utf8,
} from '@packproof/merkle';
import { isOutcome, type Outcome } from '@packproof/outcomes';
import type { CommandName, Envelope, GenesisBody, SignedCommand } from './commands';
import type { Cryptography, ItemOutcome } from './decision';
import type { Gln, Hex } from './keys';
import type { OrganisationRecord, SigningKey } from './records';
import { Refusal } from './refusal';
import {
  array,
  base64Of,
  boolean,
  gln,
  hash,
  invalid,
  isPlainObject,
  keyId as keyIdShape,
  object,
  optional,
  text,
  time,
} from './shape';
import { parseTime } from './times';

const COMMAND_LABEL = ascii('packproof/command/v1\0');
const POSSESSION_LABEL = ascii('packproof/possession/v1\0');

/** RFC 8785. @throws MalformedError for what has no canonical form. */
export const canonicalEnvelope = (envelope: Envelope<CommandName>): string => canonicalJson(envelope);

/** What is signed, and hashed to `tx`: label, 0x00, canonical envelope. */
export const signingBytes = (envelope: Envelope<CommandName>): Uint8Array =>
  concatBytes(COMMAND_LABEL, utf8(canonicalEnvelope(envelope)));

/** `tx`: known before sending, the same on every adapter. */
export const commandHash = (sha256: Sha256, envelope: Envelope<CommandName>): Hex =>
  toHex(sha256(signingBytes(envelope)));

/** What a new key signs to prove that its registrant has it. */
export const possessionBytes = (gln: Gln, publicKey: Uint8Array): Uint8Array =>
  concatBytes(POSSESSION_LABEL, ascii(gln), Uint8Array.of(0), publicKey);

/**
 * Whether a key of the actor that was valid at `issuedAt` (since inclusive, until exclusive) signed the command. Genesis
 * is signed by the key that it registers, and its `organisation` is undefined.
 * @returns why not, or undefined.
 */
export function verifyCommandSignature(
  cryptography: Cryptography,
  { envelope, signature, keyId }: SignedCommand,
  organisation: OrganisationRecord | undefined,
): Refusal | undefined {
  const invalid = (field: string) => new Refusal('SIGNATURE_INVALID', { gln: String(envelope.actor) }, field);
  if (parseTime(String(envelope.issuedAt)) === undefined) {
    return new Refusal('INVALID_INPUT', { rule: 'must be YYYY-MM-DDTHH:mm:ss.sssZ' }, 'issuedAt');
  }
  if (organisation && organisation.gln !== envelope.actor) return invalid('actor');
  try {
    const publicKey = organisation
      ? keyValidAt(organisation.keys, keyId, envelope.issuedAt)
      : keyOfGenesis(cryptography.sha256, envelope, keyId);
    if (!publicKey) return invalid('keyId');
    // From outside: it may be anything.
    if (typeof signature !== 'string') return invalid('signature');
    const raw = fromBase64(signature);
    if (raw.length !== SIGNATURE_SIZE) return invalid('signature');
    return cryptography.verifyEd25519(publicKey, signingBytes(envelope), raw) ? undefined : invalid('signature');
  } catch (fault) {
    if (fault instanceof MalformedError) return invalid('signature');
    throw fault;
  }
}

const SIGNATURE_SIZE = 64;

function keyValidAt(keys: readonly SigningKey[], keyId: Hex, issuedAt: string): Uint8Array | undefined {
  // Times have one spelling, which sorts as it runs.
  const key = keys.find(
    (one) => one.keyId === keyId && one.since <= issuedAt && (one.until === undefined || issuedAt < one.until),
  );
  return key && fromBase64(key.publicKey);
}

function keyOfGenesis(sha256: Sha256, { command, body }: Envelope, keyId: Hex): Uint8Array | undefined {
  if (command !== 'genesis') return undefined;
  const claimed = (body as Partial<GenesisBody>).items?.[0]?.publicKey;
  const publicKey = typeof claimed === 'string' ? fromBase64(claimed) : undefined;
  if (publicKey?.length !== PUBLIC_KEY_SIZE || keyIdOf(sha256, publicKey) !== keyId) return undefined;
  return isCanonicalEd25519PublicKey(publicKey) ? publicKey : undefined;
}

/** What the log commits to (bytes.md "record"). */
export interface CommandRecord {
  envelope: Envelope;
  /** Ed25519, 64 bytes, padded base64. */
  signature: string;
  keyId: Hex;
  /** Executor's clock. */
  recordedAt: string;
  results: { ok: boolean; outcome: Outcome }[];
}

/** Canonical bytes of a record; of each result only `ok` and `outcome` are recorded. */
export function recordBytes(record: Omit<CommandRecord, 'results'> & { results: readonly ItemOutcome[] }): Uint8Array {
  const { envelope, signature, keyId, recordedAt } = record;
  const results = record.results.map(({ ok, outcome }) => ({ ok, outcome }));
  return utf8(canonicalJson({ envelope, signature, keyId, recordedAt, results }));
}

/**
 * The record of its canonical bytes. Its envelope is as its sender signed it: only its outer fields are checked.
 * @throws MalformedError for anything that is not spelled as `recordBytes` does.
 */
export function parseRecord(bytes: Uint8Array): CommandRecord {
  const value = parseCanonicalJson(fromUtf8(bytes));
  try {
    recordShape(value, '');
  } catch (fault) {
    if (fault instanceof Refusal) throw new MalformedError(`record: ${fault.message}, ${fault.params?.rule}`);
    throw fault;
  }
  return value as CommandRecord;
}

const recordShape = object({
  envelope: object({
    ledger: optional(hash),
    commandId: text(100),
    actor: gln,
    at: gln,
    command: text(40),
    issuedAt: time,
    occurredAt: time,
    body: (value, path) => {
      if (!isPlainObject(value)) invalid(path, 'must be an object');
    },
  }),
  signature: base64Of(SIGNATURE_SIZE),
  keyId: keyIdShape,
  recordedAt: time,
  results: array(
    object({
      ok: boolean,
      outcome: (value, path) => {
        if (!isOutcome(value)) invalid(path, 'is no outcome');
      },
    }),
    { max: 100_000 },
  ),
});
