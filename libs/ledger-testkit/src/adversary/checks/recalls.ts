import type { RecallRecord } from '@packproof/contract';
import { promised } from '../violation';
import { actorOf, type Check, type Move } from './move';

/** (h): what a recall targets is blocked until the opener or the regulator lifts it. */
export const checkRecalls: Check = (move) => {
  const { before, after } = move;
  for (const [id, is] of after.records.recalls) {
    const was = before.records.recalls.get(id);
    if (was !== is) checkRecall(move, was, is);
  }
  for (const [id] of before.records.recalls) promised('h', after.records.recalls.has(id), () => `recall ${id} is gone`);
  for (const batch of after.records.batches.values()) {
    const blocking = [...after.records.recalls.values()].filter(
      ({ drill, state, targets }) =>
        !drill && state !== 'LIFTED' && targets.some((target) => target.batch === batch.batchId),
    );
    const remembered = new Set(batch.recalls.map(({ recall }) => recall));
    const agrees = remembered.size === blocking.length && blocking.every(({ id }) => remembered.has(id));
    promised(
      'h',
      agrees,
      () => `batch ${batch.batchId} remembers ${[...remembered]}, not ${blocking.map(({ id }) => id)}`,
    );
  }
};

function checkRecall(move: Move, was: RecallRecord | undefined, is: RecallRecord): void {
  const { envelope, tx } = move;
  const told = () => `${JSON.stringify(was)} to ${JSON.stringify(is)} by ${envelope.command} of ${envelope.actor}`;
  const isRegulator = actorOf(move).role === 'REGULATOR';
  if (!was) {
    promised(
      'h',
      envelope.command === 'openRecall' && is.id === tx && is.openedBy === envelope.actor && is.state === 'OPEN',
      told,
    );
    for (const { batch } of is.targets) {
      const { records } = move.before;
      const record = records.batches.get(batch);
      const owner = record && records.products.get(record.gtin)?.owner;
      promised('h', isRegulator || owner === envelope.actor, told);
    }
    return;
  }
  const closed = { OPEN: ['COMPLETED', 'LIFTED'], COMPLETED: ['LIFTED'], LIFTED: [] as string[] }[was.state].includes(
    is.state,
  );
  promised('h', envelope.command === 'closeRecall' && closed, told);
  promised('h', isRegulator || was.openedBy === envelope.actor, told);
  const { state: _was, closedAt: _at, closingNote: _note, ...rest } = was;
  const { state: _is, closedAt: _then, closingNote: _why, ...same } = is;
  promised('h', JSON.stringify(rest) === JSON.stringify(same), told);
}
