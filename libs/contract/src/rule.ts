import type { CommandName, Envelope } from './commands';
import type { Context } from './context';
import type { ItemOutcome, Step } from './decision';
import type { StateKey } from './keys';
import type { OrganisationRole } from './records';

/** One row of the table of commands. */
export interface Rule<C extends CommandName = CommandName> {
  command: C;
  /** Who may ever give it: the refusal tests of every adapter are made from this. */
  roles: readonly OrganisationRole[];
  /** May be given with a lapsed licence (rule 8); `ship` decides by its purpose in `begin`. */
  lapsedLicence: boolean;
  /** Items in one command; past it LIMIT_EXCEEDED says so. */
  maxItems: number;
  /** Throws INVALID_INPUT naming the field. Unknown fields are refused: what is signed is what is understood. */
  shape(body: Envelope<C>['body']): void;
  /** Keys that will certainly be asked for, so that a shell fetches them in one go. */
  prefetch(envelope: Envelope<C>): StateKey[];
  /** Checks about the command as a whole. */
  begin?(context: Context<C>): Step<void>;
  item(context: Context<C>, item: Envelope<C>['body']['items'][number], index: number): Step<ItemOutcome>;
  /** After all items, if any was accepted. */
  finish?(context: Context<C>): Step<void>;
}
