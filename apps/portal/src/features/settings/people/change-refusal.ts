import { Refused } from '@packproof/client';

/**
 * The last administrator is told before anything is asked; a door that still refuses it saw somebody else's change in
 * between, and that is what to say.
 */
export function asConflict(error: unknown): never {
  throw error instanceof Refused && error.code === 'INVALID_INPUT' && error.field === 'id'
    ? new Refused('CONFLICT')
    : error;
}
