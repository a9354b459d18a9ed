import { usePreferences } from '@packproof/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import type { VerifyPurpose } from '../api/answers';
import { signal } from '../feedback';
import { ScanWays } from '../input/scan-ways';
import { preferences, useLanguage } from '../language';
import { useAnswerInSight } from '../shell/answer-in-sight';
import type { RoomProps } from '../shell/room';
import { AnswerView, ReadPanel } from './answer-view';
import { type ActionKind, type Card, outcomeOfCard, type Rights, severityOfCard } from './card';
import { History } from './history';
import { useCounter } from './use-counter';

export interface CounterScreenProps extends RoomProps {
  readonly title: string;
  readonly purpose: VerifyPurpose;
  readonly rights: Rights;
  readonly idle: { readonly title: string; readonly advice: string };
  /** Above the answer: other ways to work here. */
  readonly head?: ReactNode;
}

/** One scan, one answer: every way to scan, the answer, the last scans. */
export function CounterScreen(props: CounterScreenProps) {
  const { api, member, place, onSignedOut, title, purpose, rights, idle, head } = props;
  const { language } = useLanguage();
  const chosen = usePreferences(preferences);
  const counter = useCounter({ api, language, purpose, place, onSignedOut });
  const { card, scan, act } = counter;
  const typed = useRef<HTMLInputElement>(null);

  // One signal for each answer that comes in, not for looking back at an old one.
  const signalled = useRef(new Map<number, string>());
  useEffect(() => {
    const severity = card && severityOfCard(card);
    if (!card || !severity) return;
    const now = `${outcomeOfCard(card)}-${card.standing.kind}`;
    if (signalled.current.get(card.id) === now) return;
    signalled.current.set(card.id, now);
    signal(severity, chosen);
  }, [card, chosen]);

  const top = useAnswerInSight(card?.id);

  const onAct = (which: Card, action: ActionKind) => {
    if (action !== 'correct') return act(which, action);
    const field = typed.current;
    if (!field) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, which.scan);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  };

  return (
    <main className="room">
      <h1 className="visually-hidden">{title}</h1>
      <div className="room-answer" ref={top}>
        {head}
        <AnswerView card={card} rights={rights} idle={idle} onAct={onAct} />
        {card && <ReadPanel card={card} />}
      </div>
      <ScanWays api={api} organisation={member.organisation.gln} onScan={scan} typed={typed} />
      <div className="room-list">
        <History cards={counter.cards} shown={card?.id} onShow={counter.show} onClear={counter.clear} />
      </div>
    </main>
  );
}
