import { faultMessage, parseScan } from '@packproof/gs1';
import { titleOf } from '@packproof/outcomes';
import { Answer, type AnswerAction, AnswerRegion } from '@packproof/ui';
import type { ReactNode } from 'react';
import { factsOf, whereaboutsOf } from '../facts';
import { SOURCES } from '../input/source';
import { type LanguageDoor, TIME_ZONE, useLanguage } from '../language';
import { ReadText } from '../read-text';
import {
  type ActionKind,
  actionsOf,
  type Card,
  type Command,
  outcomeOfCard,
  type Rights,
  severityOfCard,
  textsOf,
} from './card';

const ACTIONS = {
  dispense: ['dispense', 'dispensing'],
  undo: ['undo', 'undoing'],
  receive: ['receive', 'receiving'],
  repeat: ['repeat', 'repeat'],
  'ask-again': ['askAgain', 'askAgain'],
  correct: ['correct', 'correct'],
} as const satisfies Record<ActionKind, readonly [string, string]>;

const DONE = {
  dispense: ['dispensed', 'dispensedAdvice'],
  undo: ['undone', 'undoneAdvice'],
  receive: ['received', 'receivedAdvice'],
} as const satisfies Record<Command, readonly [string, string]>;

export interface AnswerViewProps {
  readonly card: Card | undefined;
  readonly rights: Rights;
  /** What to do while there is no card. */
  readonly idle: { readonly title: string; readonly advice: string };
  readonly onAct: (card: Card, action: ActionKind) => void;
}

/** The answer to the card that is shown, or what to do while there is none. */
export function AnswerView({ card, rights, idle, onAct }: AnswerViewProps) {
  const door = useLanguage();
  const { say, language } = door;
  const outcome = card && outcomeOfCard(card);
  const severity = card && severityOfCard(card);

  if (!card || !outcome || !severity) {
    return (
      <AnswerRegion label={say('answerRegion')} busy={card !== undefined}>
        <div className="idle">
          <p className="idle-title">{card ? say('checking') : idle.title}</p>
          {card ? <ReadText text={card.scan} /> : <p>{idle.advice}</p>}
        </div>
      </AnswerRegion>
    );
  }

  const { title, advice } = wordsOf(card, door);
  const actions = actionsOf(card, rights, Date.now()).map((action): AnswerAction => {
    const busy = card.pending?.under === 'way';
    return {
      id: action,
      label: say(ACTIONS[action][busy ? 1 : 0]),
      onPress: () => onAct(card, action),
      primary: action !== 'undo',
      busy,
      guarded: card.standing.kind === 'done',
    };
  });
  return (
    <AnswerRegion label={say('answerRegion')} outcome={outcome} severity={severity}>
      <Answer
        key={card.id}
        language={language}
        severity={severity}
        title={title}
        advice={advice}
        actions={actions}
        notes={notesOf(card, door)}
        facts={
          card.verification ? [...factsOf(card.verification, door), ...whereaboutsOf(card.verification, door)] : []
        }
      />
    </AnswerRegion>
  );
}

/** Title and advice: after a command ours, else the answer's. */
export function wordsOf(card: Card, { say, language }: LanguageDoor): { title: string; advice: string } {
  const { standing } = card;
  if (standing.kind === 'done') {
    const [title, advice] = DONE[standing.command];
    return { title: say(title), advice: say(advice) };
  }
  if (standing.kind === 'asking') return { title: say('checking'), advice: '' };
  return textsOf(card, language, TIME_ZONE);
}

function notesOf({ verification, standing, receivedFirst }: Card, { say, language }: LanguageDoor): ReactNode[] {
  const notes: ReactNode[] = [];
  if (receivedFirst && standing.kind !== 'done') notes.push(say('receivedFirst'));
  if (!verification || standing.kind !== 'verified') return notes;
  if (verification.repaired) notes.push(say('repaired'));
  if (verification.others.length > 0) {
    notes.push(say('alsoTrue', { titles: verification.others.map((code) => titleOf(code, language)).join(' · ') }));
  }
  return notes;
}

/** What the reader sent, what is wrong with it, and how it came. */
export function ReadPanel({ card }: { readonly card: Card }) {
  const { say, language, time } = useLanguage();
  const local = parseScan(card.scan);
  const faults = local.ok ? (card.verification?.faults ?? []) : local.faults;
  const unreadable = outcomeOfCard(card) === 'UNREADABLE';
  const shown = unreadable || (card.verification?.faults.length ?? 0) > 0 ? faults : [];
  return (
    <details className="panel read-panel" open={unreadable} key={`${card.id}-${unreadable}`}>
      <summary>{say('whatWasRead')}</summary>
      <div className="panel-body">
        <ReadText text={card.scan} faults={shown} />
        {shown.length > 0 && (
          <>
            <h3>{say('faultsTitle')}</h3>
            <ul className="faults">
              {shown.map((fault) => (
                <li key={`${fault.code}-${fault.position}`}>
                  {say('typedFault', {
                    position: fault.position + 1,
                    message: local.ok ? fault.message : faultMessage(fault as (typeof local.faults)[number], language),
                  })}
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="quiet">
          {say('readBy', { source: say(SOURCES[card.source]), time: time(card.at) })}
          {card.verification && ` · ${say('took', { ms: Math.max(1, Math.round(card.verification.tookMs)) })}`}
        </p>
      </div>
    </details>
  );
}
