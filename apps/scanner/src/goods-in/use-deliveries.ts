import { createSubscriber } from '@packproof/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Delivery, Refusal } from '../api/answers';
import type { Api } from '../api/api';
import { SHIPMENT_CHANGED } from '../api/documents';

export interface Deliveries {
  /** Null until they are known. */
  readonly deliveries: readonly Delivery[] | null;
  readonly refusal: Refusal | null;
  readonly refresh: () => Promise<void>;
}

/** Many shipments can change within a moment: one question for all of them. */
const GATHER_MS = 250;

/** What is on its way to an organisation, kept up to date by the API itself; `onChange` tells that something came. */
export function useDeliveries(api: Api, gln: string, onChange: () => void): Deliveries {
  const [deliveries, setDeliveries] = useState<readonly Delivery[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;

  const refresh = useCallback(async () => {
    const reply = await api.deliveries(gln);
    if (reply.ok) setDeliveries(reply.value);
    setRefusal(reply.ok ? null : reply.refusal);
  }, [api, gln]);

  useEffect(() => {
    void refresh();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void refresh();
        changed.current();
      }, GATHER_MS);
    };
    const subscriber = createSubscriber(`${location.origin.replace(/^http/, 'ws')}/graphql`);
    // Without it everything works, by the button: a refusal here needs no words.
    const stop = subscriber.subscribe(SHIPMENT_CHANGED, {}, { next: soon, again: soon });
    addEventListener('online', soon);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', soon);
      stop();
      subscriber.close();
    };
  }, [refresh]);

  return { deliveries, refusal, refresh };
}
