import { hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt } from 'jose';

const FILE = 'master.key';
const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * Seals what must not lie readable in the database. The key is 32 random bytes in PACKPROOF_HOME/master.key (0600), made
 * on the first start: whoever loses that file loses every private key and payload, and needs it in the backup.
 */
export class MasterKey {
  readonly #key: Uint8Array;

  private constructor(key: Uint8Array) {
    this.#key = key;
  }

  static async open(home: string): Promise<MasterKey> {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const file = join(home, FILE);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) {
      await makeOnce(file);
      return MasterKey.open(home);
    }
    const key = Buffer.from(text.trim(), 'base64');
    if (key.length !== 32) throw new Error(`${file} does not hold 32 bytes in base64: restore it from the backup.`);
    await chmod(file, 0o600);
    return new MasterKey(key);
  }

  /** Compact JWE. `purpose` is bound to it: a sealed key cannot be passed off as a sealed secret. */
  seal(purpose: string, plaintext: Uint8Array): Promise<string> {
    return new CompactEncrypt(plaintext).setProtectedHeader({ ...HEADER, typ: purpose }).encrypt(this.#key);
  }

  async unseal(purpose: string, sealed: string): Promise<Uint8Array> {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, this.#key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.typ !== purpose)
      throw new Error(`this was sealed as ${protectedHeader.typ}, not as ${purpose}`);
    return plaintext;
  }

  /** A secret of its own for another use (HKDF-SHA-256), base64url. */
  derive(purpose: string): string {
    return Buffer.from(hkdfSync('sha256', this.#key, '', purpose, 32)).toString('base64url');
  }
}

/** Written beside and linked into place, so that a crash leaves no half file and two processes agree on one key. */
async function makeOnce(file: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}
