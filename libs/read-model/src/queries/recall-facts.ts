import type { Hex, RecallClass, RecallFacts, RecallLevel } from '@packproof/contract';
import { given } from './values';

export interface RecallJson {
  recall: Hex;
  covers: boolean;
  class: RecallClass;
  level: RecallLevel;
  reason: string;
  instructions: string | null;
}

/**
 * A subquery: those that block a batch, as JSON. Drills and lifted ones block nothing.
 * @param covers of a recall of some packs, whether it is about what is asked about.
 */
export const recallsOf = (batch: string, covers: string): string => `(
        select json_agg(json_build_object('recall', encode(rr.id, 'hex'), 'covers', rt.whole or ${covers}, 'class', rr.class,
          'level', rr.level, 'reason', rr.reason, 'instructions', rr.instructions) order by rr.index)
        from read.recall_target rt join read.recall rr on rr.id = rt.recall
        where rt.batch = ${batch}.number and not rr.drill and rr.state <> 'LIFTED'
      )`;

export const toRecallFacts = ({ instructions, ...recall }: RecallJson): RecallFacts => ({
  ...recall,
  ...given('instructions', instructions),
});
