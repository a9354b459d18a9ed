import { faultMessage, parseScan } from '@packproof/gs1';
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { Icon } from '../icons';
import { useLanguage } from '../language';
import { ReadText } from '../read-text';

export interface TypedPanelProps {
  readonly field: RefObject<HTMLInputElement | null> | undefined;
  readonly onScan: (scan: string) => void;
}

/** Typing, with what GS1 says about it while one types. Whatever is typed can be sent: the API may repair it. */
export function TypedPanel({ field, onScan }: TypedPanelProps) {
  const { say, language } = useLanguage();
  const [text, setText] = useState('');
  const checkId = useId();
  const wanted = text.trim();
  const reading = wanted === '' ? null : parseScan(wanted);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === '') return;
    onScan(wanted);
    setText('');
  };
  // The separator has no key: readers' manuals and terminals know it as Ctrl+].
  const separator = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!event.ctrlKey || (event.key !== ']' && event.code !== 'BracketRight')) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const [from, to] = [selectionStart ?? text.length, selectionEnd ?? text.length];
    setText(`${text.slice(0, from)}\x1d${text.slice(to)}`);
  };

  return (
    <section className="panel typed">
      <form onSubmit={submit} className="form">
        <label>
          <span className="panel-title">
            <Icon name="keyboard" />
            {say('typed')}
          </span>
          <span className="row row-tight">
            <input
              ref={field}
              name="scan"
              className="code"
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={separator}
              placeholder={say('typedPlaceholder')}
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              aria-describedby={checkId}
              data-testid="typed"
            />
            <button type="submit" className="button button-primary" disabled={wanted === ''}>
              {say('typedCheck')}
            </button>
          </span>
        </label>
      </form>
      <div id={checkId} className="typed-check" data-testid="typed-check" data-ok={reading?.ok}>
        {reading === null && <p className="quiet">{say('typedHint')}</p>}
        {reading?.ok && <p className="good">{say('typedGood')}</p>}
        {reading && !reading.ok && (
          <>
            <ReadText text={wanted} faults={reading.faults} />
            <ul className="faults">
              {reading.faults.slice(0, 3).map((fault) => (
                <li key={`${fault.code}-${fault.position}`}>
                  {say('typedFault', { position: fault.position + 1, message: faultMessage(fault, language) })}
                </li>
              ))}
            </ul>
          </>
        )}
        {reading && reading.elements.length > 0 && (
          <ul className="elements">
            {reading.elements.map((element) => (
              <li key={`${element.ai}-${element.position}`}>
                <span>
                  ({element.ai}) {element.title}
                </span>
                <code>{element.value}</code>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
