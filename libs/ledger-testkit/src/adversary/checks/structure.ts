import type { HolderRecord } from '@packproof/contract';
import type { View } from '../view';
import { promised } from '../violation';
import type { Check } from './move';

/** (g): trees of units, counted, with all that is said of a unit said at its top. */
export const checkStructure: Check = ({ after, before, writes }) => {
  const children = new Map<string, number>();
  const heights = new Map<string, number>();
  for (const { chain } of after.holders.values()) {
    const [record, parent] = chain;
    if (parent) children.set(parent.id, (children.get(parent.id) ?? 0) + 1);
    chain.forEach(({ id }, height) => {
      heights.set(id, Math.max(heights.get(id) ?? 0, height));
    });
    promised('g', record !== undefined, () => 'a chain begins with its holder');
  }
  for (const key of writes.keys()) {
    if (!key.startsWith('HOLDER/')) continue;
    const id = key.slice('HOLDER/'.length);
    const record = after.records.holders.get(id)!;
    promised('g', record.id === id, () => `${key} is about ${record.id}`);
    checkHolder(record, after);
    checkSameUnit(before.records.holders.get(id), record);
  }
  for (const [id, { record }] of after.holders) {
    const counted = children.get(id) ?? 0;
    promised('g', record.children === counted, () => `${id} counts ${record.children} children and has ${counted}`);
    const height = heights.get(id) ?? 0;
    promised(
      'g',
      record.height >= height && record.height <= 5,
      () => `${id} says height ${record.height}, has ${height}`,
    );
  }
};

function checkHolder(record: HolderRecord, { records, holders }: View): void {
  const { id, kind, parent, transit, disputed, end, custodian } = record;
  const told = () => JSON.stringify(record);
  promised('g', records.organisations.has(custodian), told);
  if (parent !== undefined) promised('g', !transit && !disputed && !end && parent.startsWith('sscc:'), told);
  promised('g', [transit, disputed, end].filter((one) => one !== undefined).length <= 1, told);
  const prefix = id.slice(0, id.indexOf(':'));
  const named = { LOOSE: 'loose', PART: 'part', ZONE: 'zone' }[kind as string] ?? 'sscc';
  promised('g', prefix === named, told);
  if (kind === 'ZONE') {
    promised('g', !transit && !disputed && !end && parent === undefined && id.split(':')[1] === custodian, told);
  }
  const isEmpty = holders.get(id)!.leaves.length === 0 && record.children === 0;
  if (isEmpty) promised('g', !transit && !disputed, () => `${id} is empty and still under way or disputed`);
  promised('g', (record.innerCount === 0) === /^0+$/.test(record.innerRoot), told);
}

/**
 * A record that had something in it, on it or about it stays the unit that it was. Its packs may have left it earlier in
 * this very command, which frees its number.
 */
function checkSameUnit(was: HolderRecord | undefined, is: HolderRecord): void {
  if (!was || isFree({ ...was, content: 'AA' })) return;
  const same = was.kind === is.kind && was.innerRoot === is.innerRoot && was.innerCount === is.innerCount;
  promised('g', same && was.committedBy === is.committedBy, () => `${is.id} became another unit`);
}

export const isFree = (record: HolderRecord): boolean =>
  record.content === 'AA' &&
  record.children === 0 &&
  record.parent === undefined &&
  !record.transit &&
  !record.disputed &&
  !record.end &&
  Object.keys(record.holds).length === 0;
