import { readFile } from 'node:fs/promises';
import { type Config, WrongOption } from '../config';
import { selfSigned } from './self-signed';

/** PEM of the certificate and key to serve with; undefined without TLS of our own. */
export async function serverCertificate(config: Config): Promise<{ cert: string; key: string } | undefined> {
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
