import { Refused } from '@packproof/client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '../../../doors';
import { COMMISSION, type CommissionAnswer, type CommissionInput } from './documents';
import type { Asked } from './draft';

/** Twenty thousand packs take a while on a small machine; above that it is a job. */
const PATIENCE = 3 * 60_000;

export interface Commission {
  readonly busy: boolean;
  readonly error: unknown;
  readonly give: (input: CommissionInput) => void;
}

interface CommissionProps {
  /** Given, and not answered yet, maybe before a reload. */
  readonly asked: Asked | null;
  /** Kept before the request leaves, so that it can never be given twice under two ids. */
  readonly onAsked: (asked: Asked | null) => void;
  readonly onAnswer: (answer: CommissionAnswer, asked: Asked) => void;
}

/** Asks the ledger once, however often the page is loaded while it works. */
export function useCommission({ asked, onAsked, onAnswer }: CommissionProps): Commission {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const running = useRef(false);

  const send = useCallback(
    async (what: Asked) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setError(undefined);
      try {
        const answer = (await client.request(COMMISSION, what, { patience: PATIENCE })).commissionBatch;
        for (const topic of ['batches', 'stock', 'packs', 'jobs']) void cache.invalidateQueries({ queryKey: [topic] });
        onAnswer(answer, what);
      } catch (refusal) {
        setError(refusal);
        // Whether it was done is not known: the next attempt is the same command. Anything else was a no.
        if (!(refusal instanceof Refused && refusal.code === 'OUTCOME_UNKNOWN')) onAsked(null);
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [cache, onAnswer, onAsked],
  );

  // Taken up again after a reload.
  const begun = useRef(false);
  useEffect(() => {
    if (asked && !begun.current) void send(asked);
    begun.current = true;
  }, [asked, send]);

  const give = useCallback(
    (input: CommissionInput) => {
      const isSame = asked && JSON.stringify(asked.input) === JSON.stringify(input);
      const what = isSame ? asked : { commandId: crypto.randomUUID(), input };
      onAsked(what);
      void send(what);
    },
    [asked, onAsked, send],
  );
  return { busy, error, give };
}
