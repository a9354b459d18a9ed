import type { Context } from '../context';
import type { Step } from '../decision';
import { acknowledgementKey, batchKey, type Hex, recallKey } from '../keys';
import type { RecallRecord } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { boolean, hash, integer, object, text } from '../shape';
import { isRegulator } from './batches';
import { MAX_RECALLED } from './recalling';

const quantity = integer(0, Number.MAX_SAFE_INTEGER);

function* recallOf({ world }: Pick<Context, 'world'>, id: Hex): Step<RecallRecord> {
  const recall = yield* world.get(recallKey(id));
  return recall ?? refuse('NOT_FOUND', { kind: 'recall', id }, 'recall');
}

/**
 * What one holder has done with its packs, in a key of its own, so that thousands answer without waiting for each other.
 * A new acknowledgement replaces the last; a gap in quantities is shown, not refused.
 */
export const acknowledgeRecall: Rule<'acknowledgeRecall'> = {
  command: 'acknowledgeRecall',
  roles: GOODS_ROLES,
  lapsedLicence: false,
  maxItems: MAX_RECALLED,
  bodyShape: { recall: hash },
  itemShape: object({
    batch: hash,
    quarantined: quantity,
    returned: quantity,
    destroyed: quantity,
    dispensed: quantity,
    notFound: quantity,
  }),
  prefetch: (_items, { body, actor }) => [recallKey(body.recall), acknowledgementKey(body.recall, actor)],
  *begin(ctx) {
    const recall = yield* recallOf(ctx, ctx.body.recall);
    if (recall.state !== 'OPEN') refuse('RECALL_CLOSED', closedParams(recall), 'recall');
  },
  *item(ctx, line) {
    const { world, body, actor, envelope, tx } = ctx;
    const recall = yield* recallOf(ctx, body.recall);
    if (!recall.targets.some(({ batch }) => batch === line.batch)) {
      refuse('NOT_FOUND', { kind: 'batch of this recall', id: line.batch }, 'batch');
    }
    ctx.claim(line.batch, 'batch');
    const key = acknowledgementKey(recall.id, actor.gln);
    const before = yield* world.get(key);
    const lines = before?.tx === tx ? [...before.lines, line] : [line];
    world.put(key, { recall: recall.id, gln: actor.gln, lines, time: envelope.issuedAt, tx });
    return ACCEPTED;
  },
};

/** By its opener or the regulator. Completed blocks for ever and may still be lifted; lifted frees. */
export const closeRecall: Rule<'closeRecall'> = {
  command: 'closeRecall',
  roles: ['REGULATOR', ...GOODS_ROLES],
  lapsedLicence: false,
  maxItems: MAX_RECALLED,
  bodyShape: {},
  itemShape: object({ recall: hash, note: text(2000), lift: boolean }),
  prefetch: (items) => items.map(({ recall }) => recallKey(recall)),
  *item(ctx, { recall: id, note, lift }) {
    const { world, actor, genesis, envelope } = ctx;
    const recall = yield* recallOf(ctx, id);
    if (recall.openedBy !== actor.gln && !isRegulator(ctx)) {
      // An owner may not close what the regulator opened; a stranger nothing at all.
      refuse(recall.openedBy === genesis.regulator ? 'ROLE_FORBIDDEN' : 'NOT_OWNER', undefined, 'recall');
    }
    if (recall.state === 'LIFTED' || (recall.state === 'COMPLETED' && !lift)) {
      refuse('RECALL_CLOSED', closedParams(recall), 'recall');
    }
    const state = lift ? 'LIFTED' : 'COMPLETED';
    world.put(recallKey(id), { ...recall, state, closedAt: envelope.issuedAt, closingNote: note });
    if (recall.drill) return ACCEPTED;
    for (const { batch: batchId } of recall.targets) {
      if (lift) yield* unblock(ctx, batchId, id);
      ctx.emit({ type: 'RECALL_CLOSED', batch: batchId, recall: id, reason: note });
    }
    return ACCEPTED;
  },
};

function* unblock({ world }: Pick<Context, 'world'>, batchId: Hex, recall: Hex): Step<void> {
  const batch = (yield* world.get(batchKey(batchId)))!;
  world.put(batchKey(batchId), { ...batch, recalls: batch.recalls.filter((other) => other.recall !== recall) });
}

const closedParams = ({ id, closedAt }: RecallRecord) => ({ id, ...(closedAt !== undefined && { since: closedAt }) });
