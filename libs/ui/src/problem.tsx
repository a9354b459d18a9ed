import { Button } from '@mantine/core';
import { Refused } from '@packproof/client';
import { adviceOf, type Language, type Outcome, titleOf } from '@packproof/outcomes';
import { useLanguage, useSay } from './language';
import { screenTexts } from './screen-texts';
import { SeverityIcon } from './severity-icon';
import './page.css';
import './problem.css';

export interface Told {
  readonly title: string;
  readonly advice: string;
}

/** What went wrong in words: the catalogue's for a refusal; a fault of the page itself is said as such. */
export function tell(error: unknown, language: Language): Told {
  if (!(error instanceof Refused)) {
    const say = screenTexts.in(language);
    return { title: say('pageFault'), advice: say('pageFaultAdvice') };
  }
  return {
    title: titleOf(error.code, language, error.params, { timeZone: zone() }),
    advice: adviceOf(error.code, language, error.params, { timeZone: zone() }),
  };
}

export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface ProblemProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** An error where its content would have been: what happened, and what to do next. */
export function Problem({ error, onRetry }: ProblemProps) {
  const language = useLanguage();
  const say = useSay(screenTexts);
  const { title, advice } = tell(error, language);
  return (
    <div className="problem" role="alert" data-code={codeOf(error)}>
      <SeverityIcon severity="CHECK" />
      <div>
        <p className="problem-title">{title}</p>
        <p>{advice}</p>
        {onRetry && (
          <Button variant="default" mt="sm" onClick={onRetry}>
            {say('tryAgain')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The same where it is all that a page has to show: what happened is its title. */
export function ProblemPage({ error, onRetry }: ProblemProps) {
  const language = useLanguage();
  const say = useSay(screenTexts);
  const { title, advice } = tell(error, language);
  return (
    <div className="page" data-code={codeOf(error)}>
      <header className="page-title">
        <h1>{title}</h1>
        <p className="page-lead" role="alert">
          {advice}
        </p>
      </header>
      {onRetry && (
        <div className="page-actions">
          <Button onClick={onRetry}>{say('tryAgain')}</Button>
        </div>
      )}
    </div>
  );
}

const codeOf = (error: unknown): Outcome | undefined => (error instanceof Refused ? error.code : undefined);
