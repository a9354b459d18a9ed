import { Refused } from '@packproof/client';
import { isOutcome, type Outcome } from '@packproof/outcomes';
import { Code, OutcomeTag, Problem } from '@packproof/ui';
import { thingOf } from '../../goods/links';
import './refusals.css';

export interface RefusedItem {
  readonly scan: string;
  readonly code: Outcome;
}

/** A command that was refused whole names the answer of each of its items: `CODE scan`. */
export function refusedItems(error: unknown): RefusedItem[] {
  if (!(error instanceof Refused)) return [];
  const { items } = error.params as { readonly items?: unknown };
  if (!Array.isArray(items)) return [];
  return items.flatMap((item) => {
    const [, code, scan] = /^(\w+) (.+)$/s.exec(String(item)) ?? [];
    return isOutcome(code) && scan && code !== 'ACCEPTED' && code !== 'NOT_ATTEMPTED' ? [{ scan, code }] : [];
  });
}

/** Why a command was refused: item by item where it says so. */
export function Refusals({ title, error }: { readonly title: string; readonly error: unknown }) {
  const items = refusedItems(error);
  return (
    <div role="alert">
      {items.length === 0 ? (
        <Problem error={error} />
      ) : (
        <>
          <p>{title}</p>
          <ul className="refusals">
            {items.map(({ scan, code }) => (
              <li key={scan}>
                <OutcomeTag code={code} /> <Code>{thingOf(scan).text}</Code>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
