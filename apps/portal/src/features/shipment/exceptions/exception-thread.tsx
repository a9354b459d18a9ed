import { Stack, Text } from '@mantine/core';
import { Code, Section, Tag, useFormats, useSay, Word } from '@packproof/ui';
import { Link } from 'react-router';
import { thingOf } from '../../../goods/links';
import { useSession } from '../../../session/session';
import type { ExceptionSeen, ShipmentSeen } from '../documents';
import { offered } from './resolutions';
import { Resolve } from './resolve';
import { texts } from './texts';
import './exception-thread.css';

/** What the two sides do not agree about: one thread, the same for both. */
export function ExceptionThread({ shipment }: { readonly shipment: ShipmentSeen }) {
  const say = useSay(texts);
  const open = shipment.exceptions.filter(({ state }) => state === 'OPEN');
  const settled = shipment.exceptions.filter(({ state }) => state === 'RESOLVED');
  return (
    <Section title={say('title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {say('lead')}
        </Text>
        <ul className="exceptions" aria-live="polite">
          {[...open, ...settled].map((exception) => (
            <Exception key={exception.id} exception={exception} shipment={shipment} />
          ))}
        </ul>
      </Stack>
    </Section>
  );
}

interface ExceptionProps {
  readonly exception: ExceptionSeen;
  readonly shipment: ShipmentSeen;
}

function Exception({ exception, shipment }: ExceptionProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const { member, mayWrite } = useSession();
  const own = member.organisation.gln;
  const side = own === shipment.from.gln ? 'sender' : own === shipment.to.gln ? 'addressee' : undefined;
  const thing = thingOf(exception.scan);
  const isOpen = exception.state === 'OPEN';
  const turn = isOpen && turnOf(exception, side, shipment, say);
  return (
    <li className={isOpen ? 'exception' : 'exception exception-settled'}>
      <div className="exception-head">
        <p className="exception-title">
          <Word kind="ExceptionKind" value={exception.kind} />
        </p>
        <Tag tone={isOpen ? 'busy' : 'quiet'}>
          <Word kind="ExceptionState" value={exception.state} />
        </Tag>
      </div>
      <p>
        {exception.unit && (
          <>
            <Word kind="UnitKind" value={exception.unit.kind} />{' '}
          </>
        )}
        {thing.path ? (
          <Link to={thing.path}>
            <Code>{thing.text}</Code>
          </Link>
        ) : (
          <Code>{thing.text}</Code>
        )}{' '}
        · {say('packs', { count: formats.number(exception.packs) })}
      </p>
      <p className="exception-who">
        {say('reported', { name: exception.reportedBy.name, when: formats.time(exception.reportedAt) })}
      </p>
      {exception.note?.split('\n').map((line, i) => (
        <blockquote key={i}>{line}</blockquote>
      ))}
      {exception.resolution && <Settled exception={exception} />}
      {turn && <p className="exception-turn">{turn}</p>}
      {isOpen && side && mayWrite && <Resolve exception={exception} side={side} shipment={shipment} />}
    </li>
  );
}

function Settled({ exception: { resolution, resolvedBy, resolvedAt } }: { readonly exception: ExceptionSeen }) {
  const formats = useFormats();
  if (!resolution) return null;
  return (
    <p className="exception-who">
      <strong>
        <Word kind="ExceptionResolution" value={resolution} />
      </strong>
      {resolvedBy && resolvedAt && ` · ${resolvedBy.name}, ${formats.time(resolvedAt)}`}
    </p>
  );
}

/** Whose turn it is, in a sentence. */
function turnOf(
  exception: ExceptionSeen,
  side: 'sender' | 'addressee' | undefined,
  { from, to }: ShipmentSeen,
  say: ReturnType<typeof texts.in>,
): string | undefined {
  const { kind } = exception;
  if (kind === 'MISSING') {
    if (side === 'sender') return say('yourTurnMissing');
    return side === 'addressee' ? say('yourTurnFound') : say('waitingSender', { name: from.name });
  }
  if (kind === 'DAMAGED') {
    return side === 'addressee' ? say('yourTurnDamaged') : say('waitingAddressee', { name: to.name });
  }
  return side && offered(exception, side).length > 0 ? say('yourTurnBeside') : undefined;
}
