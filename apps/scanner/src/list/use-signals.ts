import { usePreferences } from '@packproof/ui';
import { useEffect, useRef } from 'react';
import { signal, tick } from '../feedback';
import { preferences } from '../language';
import type { Judged } from './judged';

/** One sound for each scan's answer, whichever line is shown; a soft one for what is in the list already. */
export function useSignals(judged: readonly Judged[], shown: number | null, again: number): void {
  const chosen = usePreferences(preferences);
  // What was in the list when the room was opened has been heard.
  const heard = useRef<Set<number> | null>(null);
  heard.current ??= new Set(judged.map(({ line }) => line.id));
  useEffect(() => {
    for (const { line, standing } of judged) {
      if (!standing.severity || heard.current?.has(line.id)) continue;
      heard.current?.add(line.id);
      signal(standing.severity, chosen);
    }
  }, [judged, chosen]);
  useEffect(() => {
    if (again > 0 && shown !== null) tick(chosen);
  }, [again, shown, chosen]);
}
