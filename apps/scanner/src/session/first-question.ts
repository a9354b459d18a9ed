import { createClient, Refused } from '@packproof/client';
import type { Member, Reply } from '../api/answers';
import { ME } from '../api/documents';
import { fetchRoom, namedRoom } from '../shell/loaders';
import { roomsOf } from '../shell/room';

/**
 * Who is signed in decides what is shown first: it is asked while the rest of the app is still being evaluated, which on a
 * slow phone takes longer than the answer. So nothing of React may be imported here.
 */
let first: Promise<Reply<Member>> | undefined = ask();

async function ask(): Promise<Reply<Member>> {
  // No words are asked for: the language does not matter.
  const client = createClient({ fetch: (input, init) => fetch(input, init), language: () => 'en', patience: 8000 });
  try {
    fetchRoom(namedRoom());
    const { me } = await client.request(ME, {});
    if (namedRoom() === '') fetchRoom(roomsOf(me.organisation.role, me.role)[0]);
    return { ok: true, value: me };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, params, sent } = error;
    return { ok: false, refusal: { code, params, sent } };
  }
}

/** The answer to it, once: later it would be an old one. */
export function takeFirstAnswer(): Promise<Reply<Member>> | undefined {
  const taken = first;
  first = undefined;
  return taken;
}
