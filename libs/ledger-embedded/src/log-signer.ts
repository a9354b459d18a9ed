import {
  type Checkpoint,
  ED25519,
  formatCheckpoint,
  formatVerifierKey,
  noteKeyId,
  type Sha256,
  signNote,
} from '@packproof/merkle';

/** The log's own key: an Ed25519 key that signs checkpoints and nothing else. */
export interface LogSigner {
  /** RFC 8032, 32 bytes. */
  publicKey: Uint8Array;
  /** Ed25519 over the bytes: 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/** Signs checkpoints under the log's name, which is its origin (C2SP tlog-checkpoint). */
export interface CheckpointSigner {
  origin: string;
  /** `name+id+key`, as verifiers pin it. */
  vkey: string;
  sign(checkpoint: Omit<Checkpoint, 'origin'>): string;
}

export function checkpointSigner(sha: Sha256, origin: string, signer: LogSigner): CheckpointSigner {
  const key = { name: origin, type: ED25519, publicKey: signer.publicKey } as const;
  const keyId = noteKeyId(sha, key);
  return {
    origin,
    vkey: formatVerifierKey(sha, key),
    sign: ({ size, root }) =>
      signNote({
        text: formatCheckpoint({ origin, size, root }),
        name: origin,
        keyId,
        sign: (message) => signer.sign(message),
      }),
  };
}
