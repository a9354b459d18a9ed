import { holderOf } from '../chain';
import type { PackReference } from '../commands';
import { decodeContent, encodeContent, subtract } from '../content';
import type { Context } from '../context';
import type { ItemOutcome, Step } from '../decision';
import { batchKey, type Gln, type Hex, type HolderId, holderKey } from '../keys';
import type { Holds } from '../records';
import { refuse } from '../refusal';
import { ACCEPTED, GOODS_ROLES, type Rule } from '../rule';
import { gln, optional } from '../shape';
import { batchOf, isRegulator } from './batches';
import { reasonShape } from './holding';
import { packTarget, putPack, subjectOf } from './pack-target';
import { holdTarget, keysOfTargets, MAX_TARGETS } from './targets';

type Release = Context<'release'>;

/** A hold is lifted by who set it, or by the regulator: wherever it is, whoever has it, whatever its state. */
export const release: Rule<'release'> = {
  command: 'release',
  roles: ['REGULATOR', ...GOODS_ROLES],
  lapsedLicence: false,
  maxItems: MAX_TARGETS,
  bodyShape: { reason: reasonShape, setBy: optional(gln) },
  itemShape: holdTarget,
  prefetch: keysOfTargets,
  item(ctx, item) {
    if ('pack' in item) return releasePack(ctx, item.pack);
    return 'batch' in item ? releaseBatch(ctx, item.batch) : releaseHolder(ctx, item.holder);
  },
};

const setterOf = ({ body, actor }: Release): Gln => body.setBy ?? actor.gln;

/** Without the hold. Who has set none is told the same whether or not somebody else has. */
function without(ctx: Release, holds: Holds, field: string): Holds {
  const setter = setterOf(ctx);
  const { [setter]: lifted, ...others } = holds;
  if (isRegulator(ctx)) {
    if (!lifted) refuse('NOT_FOUND', { kind: 'hold', id: setter }, field);
  } else if (setter !== ctx.actor.gln || !lifted) refuse('NOT_YOUR_HOLD', undefined, field);
  return others;
}

function* releasePack(ctx: Release, reference: PackReference): Step<ItemOutcome> {
  const pack = yield* packTarget(ctx, reference);
  const holds = without(ctx, pack.record?.holds ?? {}, 'pack');
  putPack(ctx, pack, (before) => ({ ...before, holds }));
  if (Object.keys(holds).length === 0) {
    const holder = pack.chain[0]!;
    const heldLeaves = encodeContent(subtract(decodeContent(holder.heldLeaves), pack.content));
    ctx.world.put(holderKey(holder.id), { ...holder, heldLeaves });
  }
  ctx.emit({ type: 'RELEASED', pack: subjectOf(reference), to: setterOf(ctx), reason: ctx.body.reason });
  return ACCEPTED;
}

function* releaseHolder(ctx: Release, id: HolderId): Step<ItemOutcome> {
  const holder = yield* holderOf(ctx, id);
  ctx.world.put(holderKey(id), { ...holder, holds: without(ctx, holder.holds, 'holder') });
  ctx.emit({ type: 'RELEASED', holder: id, to: setterOf(ctx), reason: ctx.body.reason });
  return ACCEPTED;
}

function* releaseBatch(ctx: Release, id: Hex): Step<ItemOutcome> {
  const batch = yield* batchOf(ctx, id);
  ctx.world.put(batchKey(id), { ...batch, holds: without(ctx, batch.holds, 'batch') });
  ctx.emit({ type: 'RELEASED', batch: id, to: setterOf(ctx), reason: ctx.body.reason });
  return ACCEPTED;
}
