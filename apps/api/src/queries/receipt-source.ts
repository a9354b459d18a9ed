import type { Hex } from '@packproof/contract';
import type { LedgerReceipt } from '@packproof/read-model';

export interface ReceiptSource {
  /** Which ledger it is on: the kind of adapter. */
  ledger: string;
  transactionId: Hex;
  block: string;
  committedAt: string;
}

export const receiptSource = ({
  tx,
  block,
  committedAt,
}: Pick<LedgerReceipt, 'tx' | 'block' | 'committedAt'>): ReceiptSource => ({
  ledger: 'embedded',
  transactionId: tx,
  block: String(block),
  committedAt,
});
