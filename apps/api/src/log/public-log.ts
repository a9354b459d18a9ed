/** What the API shows of a transparency log; the embedded ledger has one, a Fabric network has none of its own. */
export interface PublicLog {
  /** Verifier key to pin: `name+id+key`. */
  readonly vkey: string;
  /** The latest signed checkpoint; undefined while the log is empty. */
  readCheckpoint(): Promise<string | undefined>;
  /** Bytes under `tile/…`; undefined where there are none (yet). */
  readTile(path: string): Promise<Uint8Array | undefined>;
  /** Siblings that lead from an entry to a published size, or the latest; undefined past its end. */
  proofOfEntry(
    index: number,
    size?: number,
  ): Promise<{ index: number; size: number; path: Uint8Array[]; checkpoint: string } | undefined>;
}

/** Of a ledger that keeps one, such as the embedded. */
export const publicLog = ({ vkey, log }: { vkey: string; log: Omit<PublicLog, 'vkey'> }): PublicLog => ({
  vkey,
  readCheckpoint: () => log.readCheckpoint(),
  readTile: (path) => log.readTile(path),
  proofOfEntry: (index, size) => log.proofOfEntry(index, size),
});
