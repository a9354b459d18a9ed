import { createPool, type DatabaseConfig } from '@packproof/database';
import Fastify from 'fastify';

/** The floor: what Fastify and pg do for one point look-up, and for one durable insert, with nothing of ours in between. */
const config = JSON.parse(process.env.FLOOR_DATABASE!) as DatabaseConfig;
const pool = createPool({ ...config, max: 20 });
const server = Fastify();

server.post<{ Body: { gtin: string; serial: string } }>('/look', async ({ body }) => {
  const { rows } = await pool.query({
    name: 'look',
    text: 'select gtin, serial, tranche, leaf from read.pack where gtin = $1 and serial = $2',
    values: [body.gtin, body.serial],
  });
  return { pack: rows[0] ?? null };
});

server.post<{ Body: { id: string; text: string } }>('/write', async ({ body }) => {
  await pool.query({
    name: 'write',
    text: 'insert into public.floor (id, text) values ($1, $2)',
    values: [body.id, body.text],
  });
  return { done: true };
});

await pool.query('create table if not exists public.floor (id text primary key, text text not null)');
await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ type: 'ready', url: `http://127.0.0.1:${(server.server.address() as { port: number }).port}` });
process.on('disconnect', () => process.exit(0));
