import { usePreferences } from '@packproof/ui';
import { useEffect, useRef } from 'react';
import type { Api, Member } from '../api';
import { signal } from '../feedback';
import { Icon } from '../icons';
import { CameraPanel } from '../input/camera-panel';
import { PicturePanel } from '../input/picture-panel';
import { SamplesPanel } from '../input/samples-panel';
import { TypedPanel } from '../input/typed-panel';
import { usePictures } from '../input/use-pictures';
import { useWedge } from '../input/use-wedge';
import { preferences, useLanguage } from '../language';
import { AnswerView, ReadPanel } from './answer-view';
import { type ActionKind, type Card, outcomeOfCard, severityOfCard } from './card';
import { History } from './history';
import { useCounter } from './use-counter';

export interface CounterScreenProps {
  readonly api: Api;
  readonly member: Member;
  readonly place: string | undefined;
  readonly onSignedOut: () => void;
}

/** The counter: every way to scan, one answer, the last scans. */
export function CounterScreen({ api, member, place, onSignedOut }: CounterScreenProps) {
  const { say, language } = useLanguage();
  const chosen = usePreferences(preferences);
  const counter = useCounter(api, language, place, onSignedOut);
  const { card, scan, act } = counter;
  const typed = useRef<HTMLInputElement>(null);

  useWedge((text) => scan(text, 'reader'));
  const scanCamera = (text: string) => scan(text, 'camera');
  const scanTyped = (text: string) => scan(text, 'typed');
  const pictures = usePictures(scan);

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

  // A phone shows most ways to scan below the answer: bring the answer back into sight, with the camera above it.
  const top = useRef<HTMLDivElement>(null);
  const cardId = card?.id;
  useEffect(() => {
    if (cardId === undefined) return;
    const box = top.current?.getBoundingClientRect();
    if (box && (box.top < 0 || box.top > innerHeight / 2)) scrollTo({ top: 0 });
  }, [cardId]);

  const onAct = (which: Card, action: ActionKind) => {
    if (action !== 'correct') return act(which, action);
    const field = typed.current;
    if (!field) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, which.scan);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  };

  return (
    <main className="counter">
      <h1 className="visually-hidden">{say('appName')}</h1>
      <div className="counter-answer" ref={top}>
        <AnswerView card={card} role={member.organisation.role} onAct={onAct} />
        {card && <ReadPanel card={card} />}
      </div>
      <section className="counter-ways" aria-label={say('waysTitle')}>
        <CameraPanel onScan={scanCamera} />
        <PicturePanel pictures={pictures} />
        <TypedPanel field={typed} onScan={scanTyped} />
        <p className="reader-hint quiet">
          <Icon name="reader" />
          <span>
            <strong>{say('reader')}</strong>
            {say('readerHint')}
          </span>
        </p>
        <SamplesPanel
          api={api}
          organisation={member.organisation.gln}
          pictures={pictures}
          onScan={(text) => scan(text, 'sample')}
        />
      </section>
      <div className="counter-history">
        <History cards={counter.cards} shown={card?.id} onShow={counter.show} onClear={counter.clear} />
      </div>
    </main>
  );
}
