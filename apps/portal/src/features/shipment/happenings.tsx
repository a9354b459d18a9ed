import { useSay, useWord } from '@packproof/ui';
import type { Happening } from '../../goods/timeline';
import type { ShipmentSeen } from './documents';
import { texts } from './texts';

/** A shipment's life from both sides' acts, the earliest first. */
export function useHappenings(shipment: ShipmentSeen): Happening[] {
  const say = useSay(texts);
  const word = useWord();
  const { from, to, exceptions } = shipment;
  const happenings: Happening[] = [
    { key: 'shipped', at: shipment.shippedAt, title: say('happenedShipped', { name: from.name }) },
  ];
  if (shipment.receivedAt) {
    happenings.push({ key: 'received', at: shipment.receivedAt, title: say('happenedReceived', { name: to.name }) });
  }
  for (const { id, kind, reportedAt, reportedBy, resolution, resolvedAt, note } of exceptions) {
    happenings.push({
      key: `${id} reported`,
      at: reportedAt,
      title: say('happenedReported', { kind: word('ExceptionKind', kind), name: reportedBy.name }),
      ...(note ? { lines: [note] } : {}),
    });
    if (resolution && resolvedAt) {
      happenings.push({
        key: `${id} resolved`,
        at: resolvedAt,
        title: say('happenedResolved', {
          kind: word('ExceptionKind', kind),
          resolution: word('ExceptionResolution', resolution),
        }),
      });
    }
  }
  return happenings.sort((one, other) => one.at.localeCompare(other.at));
}
