import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { type Config, WrongOption } from '../config';
import { selfSigned } from './self-signed';

export const AUTHORITY_PATH = '/certificate.crt';

/** What to serve with, as PEM. */
export interface ServerCertificate {
  /** With its chain. */
  cert: string;
  key: string;
  /** Of a self-made certificate: what a phone installs to trust it. */
  authority?: string;
}

/** Undefined without TLS of our own. */
export async function serverCertificate(config: Config): Promise<ServerCertificate | undefined> {
  if (config.tls.kind === 'none') return undefined;
  if (config.tls.kind === 'self') return selfSigned(config.home, config.publicUrl, config.host);
  const read = (file: string, option: string) =>
    readFile(file, 'utf8').catch(() => {
      throw new WrongOption(`${option} names ${file}, which cannot be read.`);
    });
  return {
    cert: await read(config.tls.certificate, 'PACKPROOF_TLS_CERT'),
    key: await read(config.tls.key, 'PACKPROOF_TLS_KEY'),
  };
}

/** A phone installs it from here, after one warning. */
export function offerAuthority(fastify: FastifyInstance, { authority }: ServerCertificate): void {
  if (authority === undefined) return;
  fastify.get(AUTHORITY_PATH, (_request, reply) =>
    reply
      .type('application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="packproof.crt"')
      .header('cache-control', 'no-store')
      .send(authority),
  );
}
