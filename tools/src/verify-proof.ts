import {
  batchIdOf,
  type CommandRecord,
  type Cryptography,
  commandHash,
  type GenesisBody,
  packIdOf,
  parseRecord,
  provesLeaf,
  type RegisterOrganisationBody,
  type RotateKeyBody,
  signingBytes,
  trancheIdOf,
} from '@packproof/contract';
import {
  type Checkpoint,
  fromBase64,
  fromHex,
  keyIdOf,
  leafHash,
  logEntry,
  noteVerifier,
  openCheckpoint,
  verifyInclusion,
} from '@packproof/merkle';
import { type ProofEntry, ProofFault, type ProofFile } from './proof-file';

/** What a proof shows, once all of it was checked. */
export interface Verdict {
  /** Name of the log that signed. */
  signer: string;
  /** Its key was given by whoever checks, not only by the file. */
  pinned: boolean;
  /** Entries in the log at the checkpoint; what came later is not shown. */
  size: number;
  pack: { gtin: string; serial: string; lot: string; expiry: string };
  committed: { by: string; at: string };
  /** Accepted commands about the pack itself or what it is in, oldest first, as far as the file brings them. */
  commands: { index: number; command: string; by: string; at: string; aboutThisPack: boolean }[];
}

interface Opened {
  index: number;
  record: CommandRecord;
}

/**
 * Checks a proof with nothing but itself: works without a network.
 * @param pinned the log's verifier key, known from elsewhere; without it the file's own names the signer.
 * @throws ProofFault wrong, with the place of the first thing that does not hold.
 */
export function verifyProof(file: ProofFile, cryptography: Cryptography, pinned?: string): Verdict {
  const checkpoint = openedCheckpoint(file, cryptography, pinned);
  const entries = openedEntries(file.entries, checkpoint, cryptography);
  checkSignatures(entries, cryptography);
  const packId = checkedPackId(file, cryptography);
  const commission = commissionOf(file, entries, cryptography);
  const { gtin, serial, lot, expiry } = file.pack;
  return {
    signer: checkpoint.origin,
    pinned: pinned !== undefined,
    size: checkpoint.size,
    pack: { gtin, serial, lot, expiry },
    committed: { by: commission.record.envelope.actor, at: commission.record.recordedAt },
    commands: entries.map(({ index, record }) => ({
      index,
      command: record.envelope.command,
      by: record.envelope.actor,
      at: record.recordedAt,
      aboutThisPack: namesPack(record, packId),
    })),
  };
}

const wrong = (message: string) => new ProofFault('wrong', message);

/** Everything that throws on bytes it cannot read says that the proof does not hold, and where. */
function checked<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProofFault) throw error;
    throw wrong(`${where}: ${(error as Error).message}`);
  }
}

function openedCheckpoint(file: ProofFile, { sha256, verifyEd25519 }: Cryptography, pinned?: string): Checkpoint {
  if (pinned !== undefined && pinned !== file.vkey) throw wrong(`the log is ${file.vkey}, not the one that you pinned`);
  return checked('checkpoint', () => {
    const opened = openCheckpoint(file.checkpoint, noteVerifier(sha256, file.vkey, verifyEd25519));
    // A line that nobody here can check could be anything.
    const stranger = opened.unverified[0];
    if (stranger) throw wrong(`checkpoint: the signature by ${stranger.name} cannot be checked`);
    return opened;
  });
}

function openedEntries(entries: readonly ProofEntry[], checkpoint: Checkpoint, { sha256 }: Cryptography): Opened[] {
  return entries.map((entry, i) => {
    const where = `entries[${i}]`;
    if (i > 0 && entry.index <= entries[i - 1]!.index) throw wrong(`${where}: entries stand in ascending order`);
    return checked(where, () => {
      const record = fromBase64(entry.record);
      const holds = verifyInclusion(sha256, {
        leafHash: leafHash(sha256, logEntry(sha256, fromBase64(entry.nonce), record)),
        index: entry.index,
        count: checkpoint.size,
        path: entry.path.map((hash) => fromHex(hash, 32)),
        root: checkpoint.root,
      });
      if (!holds) throw wrong(`${where}: it is not entry ${entry.index} of the log`);
      return { index: entry.index, record: parseRecord(record) };
    });
  });
}

interface KnownKey {
  publicKey: Uint8Array;
  /** recordedAt of the command that replaced it. */
  until?: string;
}

/** Every command is signed with a key that an entry before it registered; genesis with the one that it brings itself. */
function checkSignatures(entries: readonly Opened[], cryptography: Cryptography): void {
  const keys = new Map<string, Map<string, KnownKey>>();
  let ledger: string | undefined;
  for (const { index, record } of entries) {
    const { envelope, keyId, signature } = record;
    const where = `entry ${index}`;
    if (envelope.command === 'genesis') {
      if (index !== 0) throw wrong(`${where}: genesis is entry 0`);
      learnKeys(record, keys, cryptography);
      ledger = commandHash(cryptography.sha256, envelope);
    } else if (ledger === undefined) {
      throw wrong('the first entry is not genesis, so that no key is known');
    } else if (envelope.ledger !== ledger) throw wrong(`${where}: it belongs to another ledger`);
    const key = keys.get(envelope.actor)?.get(keyId);
    if (!key) throw wrong(`${where}: no entry before it registers key ${keyId} of ${envelope.actor}`);
    if (key.until !== undefined && envelope.issuedAt >= key.until) throw wrong(`${where}: its key was replaced before`);
    checked(where, () => {
      if (!cryptography.verifyEd25519(key.publicKey, signingBytes(envelope), fromBase64(signature))) {
        throw wrong(`${where}: its signature is wrong`);
      }
    });
    if (envelope.command !== 'genesis') learnKeys(record, keys, cryptography);
  }
}

function learnKeys(record: CommandRecord, keys: Map<string, Map<string, KnownKey>>, { sha256 }: Cryptography): void {
  const { command, body } = record.envelope;
  if (command !== 'genesis' && command !== 'registerOrganisation' && command !== 'rotateKey') return;
  const { items } = body as GenesisBody | RegisterOrganisationBody | RotateKeyBody;
  items.forEach(({ gln, publicKey }, i) => {
    if (!record.results[i]?.ok) return;
    const raw = fromBase64(publicKey);
    const own = keys.get(gln) ?? new Map<string, KnownKey>();
    for (const key of own.values()) key.until ??= record.recordedAt;
    keys.set(gln, own.set(keyIdOf(sha256, raw), { publicKey: raw }));
  });
}

function checkedPackId({ pack, tranche }: ProofFile, { sha256 }: Cryptography): string {
  return checked('pack', () => {
    const packId = packIdOf(sha256, fromBase64(pack.salt), pack.gtin, pack.serial);
    const leaf = { data: fromHex(packId, 32), index: tranche.leaf, path: tranche.path };
    if (!provesLeaf(sha256, tranche, leaf)) throw wrong(`pack: it is not leaf ${tranche.leaf} of the tranche`);
    return packId;
  });
}

/** The accepted commission of exactly this tranche, of exactly this batch. */
function commissionOf({ pack, tranche }: ProofFile, entries: readonly Opened[], { sha256 }: Cryptography): Opened {
  const found = entries.find(({ record }) => {
    const { command, body } = record.envelope;
    if (command !== 'commission') return false;
    return (body as { items: { gtin: string; lot: string; expiry: string; root: string; count: number }[] }).items.some(
      (item, i) =>
        record.results[i]?.ok &&
        item.gtin === pack.gtin &&
        item.lot === pack.lot &&
        item.expiry === pack.expiry &&
        item.root === tranche.root &&
        item.count === tranche.count,
    );
  });
  if (!found) throw wrong('no entry commits this tranche of this batch');
  // Hashed as the ledger does it, so that a lot or root that it would refuse is found here too.
  checked('tranche', () => trancheIdOf(sha256, batchIdOf(sha256, pack.gtin, pack.lot), tranche.root, tranche.count));
  return found;
}

/** Whether an accepted item of the command names the pack itself. */
function namesPack({ envelope, results }: CommandRecord, packId: string): boolean {
  const { items } = envelope.body as { items?: { pack?: { packId?: string } }[] };
  return (items ?? []).some((item, i) => results[i]?.ok === true && item.pack?.packId === packId);
}
