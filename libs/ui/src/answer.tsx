import type { Language, Outcome, Severity } from '@packproof/outcomes';
import { type ReactNode, useEffect, useState } from 'react';
import './answer.css';
import { answerTexts } from './answer-texts';
import { SeverityIcon } from './severity-icon';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Set in a fixed-width face, for numbers that are compared character by character. */
  readonly code?: boolean;
  /** Takes a line of its own, for what says which thing this is about. */
  readonly wide?: boolean;
}

export interface AnswerAction {
  /** Stays while the label changes with what the action is doing. */
  readonly id: string;
  readonly label: string;
  readonly onPress: () => void;
  readonly primary?: boolean;
  readonly busy?: boolean;
  /**
   * Takes no press in its first moment: it appears where another button was just pressed, and the second half of
   * a double click must not undo what the first half did.
   */
  readonly guarded?: boolean;
}

export interface AnswerProps {
  readonly language: Language;
  readonly severity: Severity;
  readonly title: string;
  readonly advice: string;
  readonly facts?: readonly Fact[];
  readonly actions?: readonly AnswerAction[];
  /** Smaller remarks: what was repaired, what else is true. */
  readonly notes?: readonly ReactNode[];
}

export interface AnswerRegionProps {
  readonly label: string;
  /** Absent while nothing was asked yet, or while the question is on its way. */
  readonly outcome?: Outcome;
  readonly severity?: Severity;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/**
 * Where answers appear. It is there before the first one, because screen readers announce only what changes
 * inside a live region that they know.
 */
export function AnswerRegion({ label, outcome, severity, busy = false, children }: AnswerRegionProps) {
  return (
    <section
      className="answer-region"
      role="status"
      aria-label={label}
      aria-atomic="true"
      aria-busy={busy}
      data-testid="answer"
      data-outcome={outcome}
      data-severity={severity}
    >
      {children}
    </section>
  );
}

/** One answer, readable from a metre: a colour, a sign, a title, one or two sentences, what can be done. */
export function Answer({ language, severity, title, advice, facts = [], actions = [], notes = [] }: AnswerProps) {
  return (
    <article className={`answer answer-${severity.toLowerCase()}`}>
      <div className="answer-head">
        <SeverityIcon severity={severity} />
        <div>
          <p className="answer-word">{answerTexts.in(language)(severity)}</p>
          <h2 className="answer-title">{title}</h2>
        </div>
      </div>
      <p className="answer-advice">{advice}</p>
      {notes.length > 0 && (
        <ul className="answer-notes">
          {notes.map((note, index) => (
            <li key={index}>{note}</li>
          ))}
        </ul>
      )}
      {actions.length > 0 && (
        <div className="answer-actions">
          {actions.map((action) => (
            <ActionButton key={action.id} action={action} />
          ))}
        </div>
      )}
      {facts.length > 0 && (
        <dl className="answer-facts">
          {facts.map((fact) => (
            <div key={fact.label} className={fact.wide ? 'answer-fact-wide' : undefined}>
              <dt>{fact.label}</dt>
              <dd className={fact.code ? 'answer-code' : undefined}>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}

const GUARD_MS = 600;

/** Never truly disabled: that would take the focus from whoever pressed it by keyboard. */
function ActionButton({ action }: { readonly action: AnswerAction }) {
  const { label, onPress, primary = false, busy = false, guarded = false } = action;
  const [waiting, setWaiting] = useState(guarded);
  useEffect(() => {
    if (!guarded) return;
    const timer = setTimeout(() => setWaiting(false), GUARD_MS);
    return () => clearTimeout(timer);
  }, [guarded]);
  const held = busy || waiting;
  return (
    <button
      type="button"
      className={primary ? 'answer-action answer-action-primary' : 'answer-action'}
      onClick={() => held || onPress()}
      aria-disabled={held || undefined}
      aria-busy={busy || undefined}
    >
      {label}
    </button>
  );
}
