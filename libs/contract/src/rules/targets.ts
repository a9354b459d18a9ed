import type { HoldTarget } from '../commands';
import { batchKey, holderKey, packKey, type StateKey, trancheKey } from '../keys';
import { childIds, hash, holderId, object, optional, packReference, variants, wholeId } from '../shape';

const pack = object({ pack: packReference });

/** A pack, or a topmost holder whole, which a pick zone never is (rule 4). */
export const packOrWhole = variants({ pack, holder: object({ holder: wholeId, children: optional(childIds) }) });
/** What can be held: a pack, any holder, a batch. */
export const holdTarget = variants({
  pack,
  holder: object({ holder: holderId, children: optional(childIds) }),
  batch: object({ batch: hash }),
});

/** A thousand scans at the counter, or a thousand units. */
export const MAX_TARGETS = 1000;

/** What a pack, a holder or a batch is surely looked up by. */
export function keysOfTargets(targets: readonly HoldTarget[]): StateKey[] {
  return targets.flatMap((target): StateKey[] => {
    if ('batch' in target) return [batchKey(target.batch)];
    if ('holder' in target) return [target.holder, ...(target.children ?? [])].map(holderKey);
    const { gtin, packId, tranche, holder } = target.pack;
    return [packKey(gtin, packId), trancheKey(tranche), holderKey(holder)];
  });
}
