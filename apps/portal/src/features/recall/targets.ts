import { isSscc } from '@packproof/gs1';

export type Extent = 'whole' | 'serials' | 'units' | 'shipment';

/** What the form knows of one target. */
export interface TargetDraft {
  readonly key: string;
  readonly gtin: string;
  readonly lot: string;
  readonly label: string;
  readonly extent: Extent;
  readonly serialFrom: string;
  readonly serialTo: string;
  readonly ssccs: string;
  readonly shipment: string;
}

export const emptyTarget = (fill: Partial<TargetDraft> = {}): TargetDraft => ({
  key: crypto.randomUUID(),
  gtin: '',
  lot: '',
  label: '',
  extent: 'whole',
  serialFrom: '',
  serialTo: '',
  ssccs: '',
  shipment: '',
  ...fill,
});

export type TargetFault =
  | { readonly text: 'chooseBatch' | 'chooseRange' | 'chooseUnits' | 'chooseShipment' }
  | { readonly text: 'ssccFault'; readonly line: number; readonly value: string };

export interface TargetInput {
  gtin: string;
  lot: string;
  serialFrom?: string;
  serialTo?: string;
  ssccs?: string[];
  shipment?: string;
}

/** What the form says, as the schema takes it; or the first thing that is missing. */
export function readTarget(draft: TargetDraft): { readonly input: TargetInput } | { readonly fault: TargetFault } {
  const { gtin, lot } = draft;
  if (gtin === '') return { fault: { text: 'chooseBatch' } };
  switch (draft.extent) {
    case 'whole':
      return { input: { gtin, lot } };
    case 'serials': {
      const [serialFrom, serialTo] = [draft.serialFrom.trim(), draft.serialTo.trim()];
      if (serialFrom === '' || serialTo === '') return { fault: { text: 'chooseRange' } };
      return { input: { gtin, lot, serialFrom, serialTo } };
    }
    case 'units': {
      const lines = draft.ssccs.split(/\r?\n/).map((line) => line.replace(/^\(?00\)?(?=\d{18}$)|\s/g, ''));
      const wrong = lines.findIndex((line) => line !== '' && !isSscc(line));
      if (wrong >= 0) return { fault: { text: 'ssccFault', line: wrong + 1, value: lines[wrong]! } };
      const ssccs = lines.filter((line) => line !== '');
      return ssccs.length === 0 ? { fault: { text: 'chooseUnits' } } : { input: { gtin, lot, ssccs } };
    }
    case 'shipment': {
      const shipment = draft.shipment.trim().replace(/^.*\/shipments\//, '');
      return shipment === '' ? { fault: { text: 'chooseShipment' } } : { input: { gtin, lot, shipment } };
    }
  }
}
