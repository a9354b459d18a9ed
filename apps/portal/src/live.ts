import { graphql } from '@packproof/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscriber } from './doors';

/** What answers are about. An event asks again for all that is kept under its topics. */
export type Topic =
  | 'me'
  | 'today'
  | 'organisations'
  | 'products'
  | 'batches'
  | 'packs'
  | 'units'
  | 'shipments'
  | 'stock'
  | 'recalls'
  | 'alerts'
  | 'jobs'
  | 'ledger'
  | 'people'
  | 'samples';

const SHIPMENT_CHANGED = graphql('subscription ShipmentChanged { shipmentChanged { id } }');
const RECALL_CHANGED = graphql('subscription RecallChanged { recallChanged { id } }');
const ALERT_RAISED = graphql('subscription AlertRaised { alertRaised { id } }');
const ALERT_CHANGED = graphql('subscription AlertChanged { alertChanged { id } }');
const JOB_CHANGED = graphql('subscription JobChanged { jobChanged { id } }');

type Refresh = (...topics: Topic[]) => void;

/** Begins every subscription; each says what it makes old, also after a connection that was lost. */
function follow(refresh: Refresh): (() => void)[] {
  const goods = () => refresh('shipments', 'stock', 'units', 'packs', 'today');
  const recalls = () => refresh('recalls', 'batches', 'packs', 'today');
  const alerts = () => refresh('alerts', 'today');
  const jobs = () => refresh('jobs');
  return [
    subscriber.subscribe(SHIPMENT_CHANGED, {}, { next: goods, again: goods }),
    subscriber.subscribe(RECALL_CHANGED, {}, { next: recalls, again: recalls }),
    subscriber.subscribe(ALERT_RAISED, {}, { next: alerts, again: alerts }),
    subscriber.subscribe(ALERT_CHANGED, {}, { next: alerts, again: alerts }),
    subscriber.subscribe(JOB_CHANGED, {}, { next: jobs, again: jobs }),
  ];
}

/** Used where somebody is signed in: what others do shows without reloading. */
export function useLive(): void {
  const cache = useQueryClient();
  useEffect(() => {
    const stops = follow((...topics) => {
      for (const topic of topics) void cache.invalidateQueries({ queryKey: [topic] });
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, [cache]);
}
