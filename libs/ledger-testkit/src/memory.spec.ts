import { MemoryLedger } from '@packproof/ledger';
import { describeLedger } from './suite/describe-ledger';

describeLedger(
  'memory',
  async (setting) => {
    const ledger = new MemoryLedger(setting);
    return { ledger, dispose: () => ledger.close() };
  },
  { sequences: 25 },
);
