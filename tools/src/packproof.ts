import { createPublicKey, hash, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Cryptography } from '@packproof/contract';
import { ProofFault, readProofFile } from './proof-file';
import { type Verdict, verifyProof } from './verify-proof';

const USAGE = `Usage: packproof verify-proof FILE [--key VKEY]

Checks the proof of a pack without any network.
  --key VKEY   the log's verifier key, as its operator publishes it (name+id+key)
Exit status: 0 the proof holds, 1 it does not, 2 it cannot be read.`;

/** RFC 8410: what precedes the raw key in a SubjectPublicKeyInfo. */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

const cryptography: Cryptography = {
  sha256: (data) => new Uint8Array(hash('sha256', data, 'buffer')),
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' });
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
};

process.exitCode = run(process.argv.slice(2));

function run([command, ...rest]: string[]): number {
  if (command !== 'verify-proof') {
    (command === undefined || command === '--help' ? console.log : console.error)(USAGE);
    return command === undefined || command === '--help' ? 0 : 2;
  }
  const { file, key } = readArguments(rest);
  if (file === undefined) {
    console.error(USAGE);
    return 2;
  }
  try {
    const text = readText(file);
    console.log(describe(verifyProof(readProofFile(text), cryptography, key)));
    return 0;
  } catch (error) {
    if (!(error instanceof ProofFault)) throw error;
    console.error(
      error.kind === 'wrong' ? `The proof does NOT hold. ${error.message}.` : `Cannot be read: ${error.message}.`,
    );
    return error.kind === 'wrong' ? 1 : 2;
  }
}

function readArguments(rest: string[]): { file?: string; key?: string } {
  const found: { file?: string; key?: string } = {};
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    if (word === '--key' && rest[i + 1] !== undefined) found.key = rest[++i]!;
    else if (word.startsWith('--key=')) found.key = word.slice('--key='.length);
    else if (word.startsWith('-') || found.file !== undefined) return {};
    else found.file = word;
  }
  return found;
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new ProofFault('unreadable', `${file}: ${(error as Error).message}`);
  }
}

function describe({ signer, pinned, size, pack, committed, commands }: Verdict): string {
  const lines = [
    'The proof holds.',
    `  Pack      (01)${pack.gtin}(21)${pack.serial}, lot ${pack.lot}, expires ${pack.expiry}`,
    `  Committed ${committed.at} by ${committed.by}`,
    ...commands
      .filter(({ aboutThisPack }) => aboutThisPack)
      .map(({ at, command, by, index }) => `  ${command.padEnd(9)} ${at} by ${by} (entry ${index})`),
    `  Log       ${signer}, ${size} entries at this checkpoint; what came later, or is not in the file, is not shown`,
  ];
  if (!pinned) lines.push('  The signer is NOT pinned: give its key with --key, from a source that you trust.');
  return lines.join('\n');
}
