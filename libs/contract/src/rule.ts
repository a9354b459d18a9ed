import type { CommandBodies, CommandName, Envelope } from './commands';
import type { Context } from './context';
import type { ItemOutcome, Step } from './decision';
import type { StateKey } from './keys';
import type { OrganisationRole } from './records';
import type { Shape } from './shape';

export type ItemOf<C extends CommandName> = CommandBodies[C]['items'][number];

/**
 * One command. `decide` asks in this order: shapes → actor → `at` → role → licence → `begin` → items one by one →
 * `finish`. A refusal thrown in an item refuses that item alone (rule 10), anywhere else the whole command.
 */
export interface Rule<C extends CommandName> {
  readonly command: C;
  /** Who may ever give it; nothing but these roles is even looked at. */
  readonly roles: readonly OrganisationRole[];
  /** Rule 8: whether it may be given with a lapsed licence. */
  readonly lapsedLicence: boolean | ((body: CommandBodies[C]) => boolean);
  /** Past it the whole command is LIMIT_EXCEEDED. */
  readonly maxItems: number;
  /** The body's fields beside `items` and `atomic`. */
  readonly bodyShape: { readonly [field: string]: Shape };
  /** Each item; one that does not fit is INVALID_INPUT by itself. */
  readonly itemShape: Shape;
  /** Keys that items of the right shape will surely ask for: fetched in one round. More may be asked for later. */
  prefetch?(items: readonly ItemOf<C>[], envelope: Envelope<C>): StateKey[];
  /** Checks of the whole command. */
  begin?(context: Context<C>): Step<void>;
  item(context: Context<C>, item: ItemOf<C>, index: number): Step<ItemOutcome>;
  /** After the items, if any was accepted. */
  finish?(context: Context<C>): Step<void>;
}

export const ACCEPTED: ItemOutcome = { ok: true, outcome: 'ACCEPTED' };

/** Everybody who handles goods. */
export const GOODS_ROLES: readonly OrganisationRole[] = ['MANUFACTURER', 'DISTRIBUTOR', 'PHARMACY', 'HOSPITAL'];
export const DISPENSING_ROLES: readonly OrganisationRole[] = ['PHARMACY', 'HOSPITAL'];
