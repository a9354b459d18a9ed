import type { ProvenEntry } from './check-proof';

interface Recorded {
  readonly organisation: { readonly gln: string } | null;
  readonly receipt: { readonly committedAt: string };
}

/** The checked entry that a step is from: by who gave the command and when the ledger wrote it. */
export function entryOfStep(
  { organisation, receipt }: Recorded,
  entries: readonly ProvenEntry[],
): ProvenEntry | undefined {
  return entries.find(({ actor, recordedAt }) => actor === organisation?.gln && recordedAt === receipt.committedAt);
}
