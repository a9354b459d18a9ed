import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { type DetachBody, type HolderId, type InnerUnitProof, type UnitKind, unitHolderId } from '@packproof/contract';
import type { CommandOptions, PackUnitsInput } from '../../../generated/schema-types';
import type { Caller } from '../../identity/caller';
import { CallerOf, Needs } from '../../identity/guard';
import { SsccAllocator } from '../../numbering/sscc-allocator';
import { CommandRunner } from '../../outbox/command-runner';
import { Refusal } from '../../refusal';
import { type ItemResultSource, itemResult } from './item-result';
import { type Progress, runItems, type Step } from './item-run';
import { type Located, type LocatedPack, type LocatedUnit, Locator } from './locator';
import { isAtomic, takesOf } from './moves';
import { UnitHints } from './unit-hints';

interface WantedUnit {
  sscc: string;
  kind: UnitKind;
  located: Located[];
}

/** Units into units, packs into units, and units out of their parents. */
@Resolver()
export class PackingResolver {
  constructor(
    private readonly runner: CommandRunner,
    private readonly locator: Locator,
    private readonly hints: UnitHints,
    private readonly ssccs: SsccAllocator,
  ) {}

  @Mutation('packUnits')
  @Needs('write')
  packUnits(
    @CallerOf() caller: Caller,
    @Args() { input, options }: { input: PackUnitsInput; options?: CommandOptions | null },
  ) {
    const { units } = input;
    units.forEach(({ kind, items }, i) => {
      if (kind === 'LOOSE')
        throw new Refusal(
          'INVALID_INPUT',
          { rule: 'a unit is a pallet, case, bundle or tote' },
          `input.units[${i}].kind`,
        );
      if (items.length === 0)
        throw new Refusal('INVALID_INPUT', { rule: 'a unit has at least one item' }, `input.units[${i}].items`);
    });
    return this.runner.run({ caller, mutation: 'packUnits', input, options }, async (run) => {
      let wanted: WantedUnit[] | undefined;
      const progress = await runItems(run, units.length, async ({ k, progress, again }) => {
        if (k > 2) return undefined;
        if (!wanted || again) wanted = await this.#wanted(units, caller, wanted);
        if (k === 1) {
          const split = splitStep(wanted, progress, run.atomic);
          if (split) return split;
        } else if (progress.accepted.some(({ events }) => events.some(({ type }) => type === 'PACKED')))
          return undefined;
        return packStep(wanted, progress, run.atomic);
      });
      return units.map(({ sscc }, i): ItemResultSource => {
        const name = sscc ?? progress.names[i] ?? wanted?.[i]?.sscc ?? '';
        return {
          ...itemResult(`(00)${name}`, progress.answers[i]),
          ...(progress.answers[i]?.ok ? { sscc: name } : {}),
        };
      });
    });
  }

  @Mutation('unpackUnits')
  @Needs('write')
  unpackUnits(
    @CallerOf() caller: Caller,
    @Args() { ssccs, options }: { ssccs: string[]; options?: CommandOptions | null },
  ) {
    return this.runner.run({ caller, mutation: 'unpackUnits', input: { ssccs }, options }, async (run) => {
      const progress = await runItems(run, ssccs.length, async ({ k, progress }) => {
        const open =
          k === 1 ? ssccs.map((_, i) => i) : progress.answers.flatMap((answer, i) => (answer?.ok === false ? [] : [i]));
        return open.length === 0 ? undefined : this.#outStep(ssccs, open, progress, run.atomic);
      });
      return ssccs.map((sscc, i): ItemResultSource => ({ ...itemResult(`(00)${sscc}`, progress.answers[i]), sscc }));
    });
  }

  async #wanted(
    units: PackUnitsInput['units'],
    caller: Caller,
    before: WantedUnit[] | undefined,
  ): Promise<WantedUnit[]> {
    const scans = units.flatMap(({ items }) => items);
    const located = await this.locator.locate(
      scans,
      scans.map((_, i) => i),
      caller,
    );
    const unnamed = units.filter(({ sscc }) => sscc == null).length;
    const fresh = before || unnamed === 0 ? [] : await this.ssccs.next(caller.gln, unnamed);
    let at = 0;
    let name = 0;
    return units.map(({ sscc, kind, items }, i) => {
      const from = at;
      at += items.length;
      return {
        sscc: sscc ?? before?.[i]?.sscc ?? fresh[name++]!,
        kind: (kind ?? 'CASE') as UnitKind,
        located: located.slice(from, at),
      };
    });
  }

  /** One level out of its parent for each of the named units; a bundle inside a case of a pallet takes several steps. */
  async #outStep(
    ssccs: readonly string[],
    open: readonly number[],
    progress: Progress,
    atomic: boolean,
  ): Promise<Step | undefined> {
    const found = await this.hints.locate(open.map((i) => ssccs[i]!));
    const unpack: { holder: HolderId }[] = [];
    const detach: DetachBody['items'] = [];
    const [unpacked, detached]: [number[][], number[][]] = [[], []];
    open.forEach((position, i) => {
      const unit = found[i];
      if (!unit) progress.refuse(position, 'UNKNOWN_UNIT', { sscc: ssccs[position]! });
      else if (unit.recorded && progress.answers[position]?.ok) return;
      else if (unit.recorded) {
        unpack.push({ holder: unit.holder });
        unpacked.push([position]);
      } else {
        detach.push({ holder: unit.holder, ...(unit.detaches[0] as InnerUnitProof) });
        detached.push([position]);
      }
    });
    if (atomic && progress.answers.some((answer) => answer?.ok === false)) return undefined;
    if (detach.length > 0)
      return { command: 'detach', body: { items: detach, ...isAtomic(atomic) }, decides: detached };
    if (unpack.length > 0)
      return { command: 'unpack', body: { items: unpack, ...isAtomic(atomic) }, decides: unpacked };
    return undefined;
  }
}

const packsOf = ({ located }: WantedUnit) => located.filter((one): one is LocatedPack => one.kind === 'pack');
const unitsOf = ({ located }: WantedUnit) => located.filter((one): one is LocatedUnit => one.kind === 'unit');

/** A unit of which one item cannot be packed is not made at all: half a case is nobody's wish. */
function isSound(unit: WantedUnit, position: number, progress: Progress): boolean {
  for (const one of unit.located) {
    if (one.kind === 'refused') {
      progress.refuse(position, one.outcome, one.params);
      return false;
    }
    if (one.kind === 'unit' && !one.recorded) {
      progress.refuse(position, 'UNIT_NESTED', { sscc: one.sscc });
      return false;
    }
  }
  return true;
}

/** Packs into new units: intervals between holders. */
function splitStep(wanted: readonly WantedUnit[], progress: Progress, atomic: boolean): Step | undefined {
  const items: { take: ReturnType<typeof takesOf>; into: { sscc: string; kind: UnitKind } }[] = [];
  const decides: number[][] = [];
  wanted.forEach((unit, position) => {
    if (!isSound(unit, position, progress) || packsOf(unit).length === 0) return;
    items.push({ take: takesOf(packsOf(unit)), into: { sscc: unit.sscc, kind: unit.kind } });
    decides.push([position]);
  });
  const refused = progress.answers.some((answer) => answer?.ok === false);
  if (items.length === 0 || (atomic && refused)) return undefined;
  return { command: 'split', body: { items, ...isAtomic(atomic) }, decides, names: wanted.map(({ sscc }) => sscc) };
}

/** Units into units: the first of them makes the parent where packs have not made it already. */
function packStep(wanted: readonly WantedUnit[], progress: Progress, atomic: boolean): Step | undefined {
  const items: { child: HolderId; parent: HolderId; create?: { kind: UnitKind } }[] = [];
  const decides: number[][] = [];
  wanted.forEach((unit, position) => {
    if (progress.answers[position]?.ok === false || !isSound(unit, position, progress)) return;
    let made = packsOf(unit).length > 0;
    for (const child of unitsOf(unit)) {
      items.push({
        child: child.holder,
        parent: unitHolderId(unit.sscc),
        ...(made ? {} : { create: { kind: unit.kind } }),
      });
      decides.push([position]);
      made = true;
    }
  });
  const refused = progress.answers.some((answer) => answer?.ok === false);
  if (items.length === 0 || (atomic && refused)) return undefined;
  return { command: 'pack', body: { items, ...isAtomic(atomic) }, decides, names: wanted.map(({ sscc }) => sscc) };
}
