import type { Context } from '../context';
import type { Step } from '../decision';
import { batchKey, type Hex, productKey } from '../keys';
import type { BatchRecord } from '../records';
import { refuse } from '../refusal';

export const isRegulator = ({ actor, genesis }: Pick<Context, 'actor' | 'genesis'>): boolean =>
  actor.gln === genesis.regulator;

export function* batchOf({ world }: Pick<Context, 'world'>, id: Hex): Step<BatchRecord> {
  const batch = yield* world.get(batchKey(id));
  return batch ?? refuse('NOT_FOUND', { kind: 'batch', id }, 'batch');
}

/** What concerns a batch wherever it lies is for its product's owner and the regulator. */
export function* refuseUnlessOwnerOrRegulator(ctx: Context, { gtin }: BatchRecord): Step<void> {
  if (isRegulator(ctx)) return;
  const product = yield* ctx.world.get(productKey(gtin));
  if (product?.owner !== ctx.actor.gln) refuse('NOT_OWNER', { gtin }, 'batch');
}
