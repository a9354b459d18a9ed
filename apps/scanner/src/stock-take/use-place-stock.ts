import { useCallback, useEffect, useState } from 'react';
import type { Refusal, StockLine } from '../api/answers';
import type { Api } from '../api/api';
import type { Line } from '../list/line';

type Contents = ReadonlyMap<string, ReadonlyMap<string, number> | null>;

export interface PlaceStock {
  /** Null until it is known. */
  readonly stock: readonly StockLine[] | null;
  readonly refusal: Refusal | null;
  readonly contents: Contents;
  readonly refresh: () => Promise<void>;
}

/** What is on record at a place, and what is in the units that were found there. */
export function usePlaceStock(api: Api, own: string, place: string, found: readonly Line[]): PlaceStock {
  const [stock, setStock] = useState<readonly StockLine[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [contents, setContents] = useState<Contents>(new Map());

  const refresh = useCallback(async () => {
    const reply = await api.stockAt(own, place);
    if (reply.ok) setStock(reply.value);
    setRefusal(reply.ok ? null : reply.refusal);
  }, [api, own, place]);

  useEffect(() => {
    setStock(null);
    void refresh();
  }, [refresh]);

  const next = found.find(({ verification }) => {
    const sscc = verification?.unit?.sscc;
    return sscc && !contents.has(sscc);
  })?.verification?.unit?.sscc;
  useEffect(() => {
    if (!next) return;
    let gone = false;
    // One after the other: each is a page or two, and the list is scanned faster than that.
    void api.contents(next).then((reply) => {
      if (!gone) setContents((all) => new Map(all).set(next, reply.ok ? reply.value : null));
    });
    return () => {
      gone = true;
    };
  }, [api, next]);

  return { stock, refusal, contents, refresh };
}
