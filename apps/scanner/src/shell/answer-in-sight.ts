import { useEffect, useRef } from 'react';

/** A phone shows most ways to scan below the answer: bring the answer back into sight, with the camera above it. */
export function useAnswerInSight(of: unknown) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (of === undefined || of === null) return;
    const box = top.current?.getBoundingClientRect();
    if (box && (box.top < 0 || box.top > innerHeight / 2)) scrollTo({ top: 0 });
  }, [of]);
  return top;
}
