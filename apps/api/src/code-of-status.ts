import type { Outcome } from '@packproof/outcomes';

const CODES: Readonly<Record<number, Outcome>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'LIMIT_EXCEEDED',
  414: 'LIMIT_EXCEEDED',
  429: 'RATE_LIMITED',
  431: 'LIMIT_EXCEEDED',
};

/** The catalogue's word for what Fastify or Nest refused with a 4xx of their own. */
export const codeOfStatus = (status: number): Outcome => CODES[status] ?? 'INVALID_INPUT';
