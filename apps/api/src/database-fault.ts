/** SQLSTATE classes that a value sent by a caller can cause: 22 data exception, 54 program limit exceeded. */
const BY_INPUT = /^(22|54)/;
/** 08 connection, 57P operator intervention, 53 resources, and what the driver says without a state. */
const UNAVAILABLE = /^(08|57P|53|25006|ECONN|EPIPE|ETIMEDOUT|EAI_)/;

/** Tells a database error that the caller's values caused from one of the database itself; undefined for neither. */
export function databaseFault(error: unknown): 'input' | 'unavailable' | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') {
    if (BY_INPUT.test(code)) return 'input';
    if (UNAVAILABLE.test(code)) return 'unavailable';
  }
  const message = (error as { message?: unknown } | undefined)?.message;
  return typeof message === 'string' && /^(Connection terminated|timeout exceeded when trying to connect)/.test(message)
    ? 'unavailable'
    : undefined;
}
