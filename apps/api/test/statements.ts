import pg from 'pg';

/** Text of a statement, however it was handed to the driver. */
const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : String((query as { text?: unknown } | undefined)?.text ?? '');

/** SQL that this process sends to a database while `work` runs; listening and polling of others is told by their text. */
export async function statementsOf(database: string, work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  // biome-ignore lint/complexity/noBannedTypes: the driver's overloads do not matter here
  const prototype = pg.Client.prototype as unknown as { query: Function; database: string };
  const original = prototype.query;
  prototype.query = function (this: { database: string }, ...args: unknown[]) {
    if (this.database === database) sent.push(textOf(args[0]));
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return sent;
}

export const ofReadModel = (statements: readonly string[]): string[] =>
  statements.filter((text) => /\bread\./.test(text));
