import { Loader, Text } from '@mantine/core';
import { outcomeOf, titleOf } from '@packproof/outcomes';
import { Answer, Problem, screenTexts, useFormats, useLanguage, useSay } from '@packproof/ui';
import { useAnswer } from '../../ask';
import { PACK_ANSWER } from './documents';
import { texts } from './texts';

/** What whoever scans the pack is told, as large as at the counter. */
export function CurrentAnswer({ scan }: { readonly scan: string }) {
  const say = useSay(texts);
  const parts = useSay(screenTexts);
  const formats = useFormats();
  const language = useLanguage();
  const { data, error, refetch } = useAnswer('packs', PACK_ANSWER, { scan });
  if (error && !data) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader role="status" aria-label={parts('loading')} />;
  const { outcome, others, severity, title, advice, since } = data.verify;
  return (
    <section aria-label={say('answer')} data-outcome={outcome}>
      <Answer
        language={language}
        severity={severity}
        title={title}
        advice={advice}
        notes={others.filter((code) => outcomeOf(code).severity !== 'OK').map((code) => titleOf(code, language))}
        facts={since ? [{ label: say('since'), value: formats.time(since) }] : []}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {say('answerNote')}
      </Text>
    </section>
  );
}
