import { client } from '../doors';

/** Gives a JSON body to a door of REST, and reads its answer. @throws Refused */
export async function post<Answer>(path: string, body: object = {}): Promise<Answer> {
  const response = await client.rest(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return (await response.json()) as Answer;
}

export async function read<Answer>(path: string): Promise<Answer> {
  return (await (await client.rest(path)).json()) as Answer;
}
