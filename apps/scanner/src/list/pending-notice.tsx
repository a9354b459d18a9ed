import { TIME_ZONE, useLanguage } from '../language';
import { wordsOfRefusal } from '../words';
import type { ScanList } from './use-scan-list';

/** What is not settled, honestly: it is not known whether it was done, and asking again is safe. */
export function PendingNotice({ list }: { readonly list: ScanList }) {
  const { say, language } = useLanguage();
  const open = list.pending.find(({ under }) => under === 'question');
  if (open) {
    const { title, advice } = wordsOfRefusal(open.refusal ?? { code: 'OUTCOME_UNKNOWN', params: {} }, null, {
      language,
      timeZone: TIME_ZONE,
    });
    return (
      <div className="notice notice-check" role="alert" data-testid="unsettled">
        <p>
          <strong>{title}</strong> {advice} {say('unsettledKept')}
        </p>
        <button type="button" className="button" onClick={list.repeat}>
          {say('askAgainSafely')}
        </button>
      </div>
    );
  }
  if (!list.refused) return null;
  const { title, advice } = wordsOfRefusal(list.refused, null, { language, timeZone: TIME_ZONE });
  return (
    <p className="notice notice-problem" role="alert">
      <strong>{title}</strong> {advice}
    </p>
  );
}
