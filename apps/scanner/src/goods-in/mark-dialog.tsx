import { useState } from 'react';
import type { Delivery } from '../api/answers';
import { useLanguage } from '../language';
import { Confirm } from '../list/confirm';
import type { Line, Mark } from '../list/line';
import { nameOf } from '../list/name';

const KINDS = {
  DAMAGED: ['markDamaged', 'markDamagedHint'],
  WRONG_ITEM: ['markWrongItem', 'markWrongItemHint'],
  OVERAGE: ['markOverage', 'markOverageHint'],
} as const;

export interface MarkDialogProps {
  readonly line: Line;
  /** Announced deliveries to report to, where the thing itself belongs to none. */
  readonly deliveries: readonly Delivery[] | null;
  readonly onMark: (mark: Mark | null) => void;
  readonly onClose: () => void;
}

/** What is wrong with one thing of a delivery: said once, seen by both sides. */
export function MarkDialog({ line, deliveries, onMark, onClose }: MarkDialogProps) {
  const door = useLanguage();
  const { say } = door;
  const announced = deliveries === null;
  const [kind, setKind] = useState<Mark['kind']>(line.mark?.kind ?? (announced ? 'DAMAGED' : 'OVERAGE'));
  const [note, setNote] = useState(line.mark?.note ?? '');
  const [shipment, setShipment] = useState(line.mark?.shipment ?? deliveries?.[0]?.id ?? '');
  // Damaged goods are booked in and held: what is not on its way to us cannot be.
  const kinds = (Object.keys(KINDS) as Mark['kind'][]).filter((each) => announced || each !== 'DAMAGED');
  const impossible = !announced && shipment === '';
  return (
    <Confirm
      title={say('markTitle', { name: nameOf(line, door) })}
      confirm={say('markSave')}
      disabled={impossible}
      onConfirm={() => onMark({ kind, note: note.trim(), ...(announced ? {} : { shipment }) })}
      onCancel={onClose}
    >
      <fieldset className="choices">
        <legend className="visually-hidden">{say('markKind')}</legend>
        {kinds.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
            <span className="choice-text">
              <strong>{say(KINDS[each][0])}</strong>
              <span className="quiet">{say(KINDS[each][1])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {!announced && (
        <label className="field">
          {say('markDelivery')}
          <select value={shipment} onChange={(event) => setShipment(event.target.value)}>
            {deliveries.length === 0 && <option value="">{say('noDeliveries')}</option>}
            {deliveries.map(({ id, from, reference }) => (
              <option key={id} value={id}>
                {[from.name, reference].filter(Boolean).join(' · ')}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        {say('note')}
        <input maxLength={500} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      {line.mark && (
        <button type="button" className="link" onClick={() => onMark(null)}>
          {say('markRemove')}
        </button>
      )}
    </Confirm>
  );
}

export const MARKS = {
  DAMAGED: 'markDamaged',
  WRONG_ITEM: 'markWrongItem',
  OVERAGE: 'markOverage',
} as const satisfies Record<Mark['kind'], string>;
