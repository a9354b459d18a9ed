import { adviceOf, type Outcome, severityOf, titleOf } from '@packproof/outcomes';
import type { Verification } from '../src/api/answers';

/** An answer of the API about a pack, with its English texts. */
export function aVerification(outcome: Outcome, more: Partial<Verification> = {}): Verification {
  return {
    outcome,
    others: [],
    severity: severityOf(outcome),
    title: titleOf(outcome, 'en'),
    advice: adviceOf(outcome, 'en'),
    repaired: false,
    read: {
      symbologyIdentifier: ']d2',
      gtin: '04012345678901',
      serial: 'A7',
      lot: 'LOT-7',
      expiry: '2028-02-29',
      sscc: null,
    },
    faults: [],
    pack: {
      gtin: '04012345678901',
      serial: 'A7',
      lot: 'LOT-7',
      expiry: '2028-02-29',
      product: {
        gtin: '04012345678901',
        name: 'Cardiolex 20 mg',
        nameZh: '卡迪乐 20 mg',
        form: 'tablet',
        strength: '20 mg',
        packSize: '28',
      },
    },
    unit: null,
    since: null,
    undoUntil: null,
    tookMs: 1,
    ...more,
  };
}
