import { decodeContent, isEmptyContent, MAX_CONTENT_BYTES } from '../content';
import type { Context } from '../context';
import type { Step } from '../decision';
import { batchKey, recallKey, trancheKey } from '../keys';
import type { BatchRecord, RecallRecord } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { boolean, content, hash, invalid, object, oneOf, optional, text } from '../shape';
import { batchOf, isRegulator, refuseUnlessOwnerOrRegulator } from './batches';
import { reasonShape } from './holding';

type Open = Context<'openRecall'>;

export const MAX_RECALLED = 100;
const ID_BYTES = 32;

/**
 * By the product's owner or the regulator: whole batches, or intervals of them. Writes BATCH and RECALL, never a holder,
 * however many packs it concerns. A drill writes RECALL alone and so blocks nothing.
 */
export const openRecall: Rule<'openRecall'> = {
  command: 'openRecall',
  roles: ['REGULATOR', ...GOODS_ROLES],
  lapsedLicence: false,
  maxItems: MAX_RECALLED,
  bodyShape: {
    class: oneOf('I', 'II', 'III'),
    level: oneOf('WHOLESALE', 'PHARMACY', 'PATIENT'),
    reason: reasonShape,
    instructions: optional(text(2000)),
    drill: boolean,
  },
  itemShape: object({ batch: hash, content: optional(content) }),
  prefetch: (items) => items.map(({ batch }) => batchKey(batch)),
  *item(ctx, item) {
    const { world, tx, body } = ctx;
    const batch = yield* batchOf(ctx, item.batch);
    yield* refuseUnlessOwnerOrRegulator(ctx, batch);
    ctx.claim(item.batch, 'batch');
    const targeted = item.content === undefined ? {} : { content: item.content };
    if (item.content !== undefined) yield* refuseUnlessOfBatch(ctx, batch, item.content);
    const recall = (yield* world.get(recallKey(tx))) ?? opened(ctx);
    world.put(recallKey(tx), { ...recall, targets: [...recall.targets, { batch: item.batch, ...targeted }] });
    if (body.drill) return ACCEPTED;
    const recalls = [...batch.recalls, { recall: tx, ...targeted }];
    // Nobody can fill a batch's record so that the regulator could not recall it whole.
    if (item.content !== undefined || !isRegulator(ctx)) refuseTooLarge(recalls);
    world.put(batchKey(item.batch), { ...batch, recalls });
    ctx.emit({ type: 'RECALLED', batch: item.batch, recall: tx, ...targeted, reason: body.reason });
    return ACCEPTED;
  },
};

function opened({ tx, actor, body, envelope }: Open): RecallRecord {
  const { class: recallClass, level, reason, instructions, drill } = body;
  return {
    id: tx,
    openedBy: actor.gln,
    class: recallClass,
    level,
    reason,
    ...(instructions !== undefined && { instructions }),
    drill,
    targets: [],
    state: 'OPEN',
    openedAt: envelope.issuedAt,
  };
}

/** Only packs of that batch can be recalled with it. */
function* refuseUnlessOfBatch({ world }: Open, { batchId }: BatchRecord, encoded: string): Step<void> {
  const targeted = decodeContent(encoded, 'content');
  if (isEmptyContent(targeted)) invalid('content', 'names no packs');
  yield* world.fetch([...targeted.keys()].map(trancheKey));
  for (const [id, intervals] of targeted) {
    const tranche = yield* world.get(trancheKey(id));
    if (!tranche) return refuse('NOT_FOUND', { kind: 'tranche', id }, 'content');
    if (tranche.batchId !== batchId) invalid('content', 'must be packs of that batch alone');
    if (intervals.at(-1)![1] > tranche.count) invalid('content', `goes beyond the ${tranche.count} packs of a tranche`);
  }
}

/** BATCH is read by each dispense of it: past the limit of one content the whole batch is what must be recalled. */
function refuseTooLarge(recalls: BatchRecord['recalls']): void {
  let bytes = 0;
  for (const { content: encoded = '' } of recalls) bytes += ID_BYTES + Math.floor((encoded.length * 3) / 4);
  if (bytes > MAX_CONTENT_BYTES) refuse('LIMIT_EXCEEDED', { limit: MAX_CONTENT_BYTES, field: 'content' }, 'content');
}
