/** Whether the connection itself is gone (or the server is going), as against an answer to one statement. */
export function isConnectionLost(error: unknown): boolean {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  if (severity === undefined) return true;
  return severity === 'FATAL' || severity === 'PANIC' || (typeof code === 'string' && /^(08|57P)/.test(code));
}

/** SQLSTATE classes of errors that lie in the values of a statement: one command's, where a group shares it. */
export function isInTheValues(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(21|22|23|54)/.test(code);
}
