import { Loader, Text } from '@mantine/core';
import { adviceOf, type Outcome, outcomeOf, placeholdersOf, titleOf } from '@packproof/outcomes';
import { Answer, Problem, screenTexts, useLanguage, useSay, zone } from '@packproof/ui';
import { useAnswer } from '../../ask';
import { PACK_ANSWER } from './documents';
import { texts } from './texts';

/** What whoever scans the pack is told, as large as at the counter. */
export function CurrentAnswer({ scan }: { readonly scan: string }) {
  const say = useSay(texts);
  const parts = useSay(screenTexts);
  const language = useLanguage();
  const { data, error, refetch } = useAnswer('packs', PACK_ANSWER, { scan });
  if (error && !data) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader role="status" aria-label={parts('loading')} />;
  const { outcome, others, severity, since, undoUntil } = data.verify;
  // The API cannot know in which time zone somebody sits: what is all about times is told here.
  const here = [{ since, undoUntil }, { timeZone: zone() }] as const;
  const title = isAboutTimes(outcome) ? titleOf(outcome, language, ...here) : data.verify.title;
  const advice = isAboutTimes(outcome) ? adviceOf(outcome, language, ...here) : data.verify.advice;
  return (
    <section aria-label={say('answer')} data-outcome={outcome}>
      <h2 className="pack-answer-head">{say('answer')}</h2>
      {outcome.startsWith('ALREADY_DISPENSED_') && <Text mb="sm">{say('answerDispensed')}</Text>}
      <Answer
        language={language}
        severity={severity}
        title={title}
        advice={advice}
        notes={others.filter((code) => outcomeOf(code).severity !== 'OK').map((code) => titleOf(code, language))}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {say('answerNote')}
      </Text>
    </section>
  );
}

function isAboutTimes(code: Outcome): boolean {
  const { title, advice } = outcomeOf(code).texts.en;
  const names = placeholdersOf(title + advice);
  return names.length > 0 && names.every((name) => name === 'since' || name === 'undoUntil');
}
