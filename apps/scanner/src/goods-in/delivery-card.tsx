import { type LanguageDoor, useLanguage } from '../language';
import { KINDS } from '../list/name';
import type { DeliveryProgress, UnitProgress } from './delivery';

export interface DeliveryCardProps {
  readonly progress: DeliveryProgress;
  readonly busy: boolean;
  readonly onMissing: () => void;
}

/** How far a delivery is: counted against what was announced, and what was not scanned yet. */
export function DeliveryCard({ progress, busy, onMissing }: DeliveryCardProps) {
  const door = useLanguage();
  const { say } = door;
  const { delivery, units, packs, complete } = progress;
  const open = units.filter(({ scanned }) => scanned !== 'whole');
  const whole = units.length - open.length;
  return (
    <section className="panel delivery" data-testid="delivery" data-complete={complete}>
      <div className="row row-apart">
        <h2 className="panel-title">{say('deliveryFrom', { from: delivery.from.name })}</h2>
        {delivery.reference && <span className="quiet">{delivery.reference}</span>}
      </div>
      <p className="delivery-count">
        <strong>{say('unitsOf', { scanned: whole, announced: units.length })}</strong>
        <span className="quiet">{say('packsOf', packs)}</span>
      </p>
      <progress value={packs.scanned} max={Math.max(1, packs.announced)} aria-label={say('progress')} />
      {complete ? (
        <p className="good">{say('deliveryComplete')}</p>
      ) : (
        <details className="open-units">
          <summary>{say('notScanned', { count: open.length })}</summary>
          <ul className="open-units-list">
            {open.map((unit) => (
              <li key={unit.unit.id}>{unitLine(unit, door)}</li>
            ))}
          </ul>
          <button type="button" className="button" disabled={busy} onClick={onMissing}>
            {say('reportMissing', { count: open.length })}
          </button>
        </details>
      )}
    </section>
  );
}

export function unitLine({ unit, packs }: UnitProgress, door: LanguageDoor): string {
  const { say } = door;
  const name = `${say(KINDS[unit.kind])} ${unit.sscc ?? ''}`.trim();
  const count = packs > 0 ? say('packsOf', { scanned: packs, announced: unit.packs }) : door.packs(unit.packs);
  return `${name} · ${count}`;
}
