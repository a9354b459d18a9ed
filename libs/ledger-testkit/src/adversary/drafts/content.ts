import type { Take } from '@packproof/contract';
import { runsOf, varintBytes } from '../leaf-numbers';
import type { HolderView } from '../view';
import { anyHolder, idOf, type Scene } from './scene';

/** Some packs of a holder, mostly as they are; else what is not there, not spelled right, or not content at all. */
export function someContent(scene: Scene, holder: HolderView): string {
  const { dice, market } = scene;
  const chosen = holder.leaves.length > 0 ? dice.some(holder.leaves) : [];
  if (chosen.length > 0 && !dice.rarely(10)) return market.numbers.encode(chosen);
  const other = anyHolder(scene);
  const hostile: (() => string)[] = [
    () => 'AA',
    () => market.numbers.encode([...new Set([...chosen, ...other.leaves])]),
    () => market.numbers.encode([dice.below(market.numbers.count)]),
    () => beyondTheTranche(scene),
    () => misspelled(scene, chosen),
    () => dice.pick(['A', '!', '', 'AAAA', 'AQ', '_'.repeat(40), '=']),
  ];
  return dice.pick(hostile)();
}

export function someTake(scene: Scene, holder: HolderView): Take {
  return { holder: idOf(scene, holder), content: someContent(scene, holder) };
}

interface Spelled {
  tranche: string;
  /** Gap and length less one, as the encoding has them. */
  intervals: readonly (readonly [gap: number, length: number])[];
}

const spell = (tranches: readonly Spelled[]): number[] => [
  ...varintBytes(tranches.length),
  ...tranches.flatMap(({ tranche, intervals }) => [
    ...Buffer.from(tranche, 'hex'),
    ...varintBytes(intervals.length),
    ...intervals.flatMap(([gap, length]) => [...varintBytes(gap), ...varintBytes(length)]),
  ]),
];
const text = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64url');

function beyondTheTranche({ market, dice }: Scene): string {
  const { trancheId, count } = dice.pick(market.committed);
  const intervals = dice.pick([
    [[count - 1, 3]],
    [[0, 0xffff_fffe]],
    [[0xffff_fffe, 1]],
    [
      [0, 0],
      [count, 0],
    ],
  ] as const);
  return text(spell([{ tranche: trancheId, intervals }]));
}

/** The same packs in a spelling that is not theirs, or that hides one pack twice. */
function misspelled({ market, dice }: Scene, leaves: readonly number[]): string {
  const batch = dice.pick(market.committed);
  const first = leaves[0] === undefined ? 0 : market.numbers.batchOf(leaves[0]).leaf;
  const tranche = leaves[0] === undefined ? batch.trancheId : market.numbers.batchOf(leaves[0]).batch.trancheId;
  const one = { tranche, intervals: [[first, 0]] } as const;
  const plain = spell([one]);
  const spellings: (() => number[])[] = [
    () => [...plain, 0],
    () => plain.slice(0, -1),
    // A varint of two bytes that fits into one.
    () => [0x81, 0x00, ...plain.slice(1)],
    () => [...plain.slice(0, -1), 0x80, 0x00],
    () => spell([one, one]),
    () => spell([{ tranche, intervals: [] }]),
    () => [2, ...spell([one]).slice(1), ...spell([{ ...one, tranche: '0'.repeat(64) }]).slice(1)],
    () => [...varintBytes(2 ** 31), ...plain.slice(1)],
  ];
  return text(dice.pick(spellings)());
}

/** For a recall: leaves of one tranche. */
export function contentOfTranche(trancheId: string, leaves: readonly number[]): string {
  const intervals: [number, number][] = [];
  let previous = -1;
  for (const [from, to] of runsOf(leaves)) {
    intervals.push([from - previous - 1, to - from - 1]);
    previous = to;
  }
  return text(spell([{ tranche: trancheId, intervals }]));
}
