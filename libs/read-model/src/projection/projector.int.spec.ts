import { aBatch, aPallet } from '@packproof/test-data';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aScene, type Scene } from '../../test/scene';
import { createReadModel } from '../read-model';
import type { Projector } from './projector-types';

async function running(scene: Scene): Promise<Projector> {
  const { pool, config } = scene.database;
  const { projector } = createReadModel({ ...scene.options, pool, database: config });
  await projector.start();
  // Before its database goes: Vitest runs these in reverse order.
  onTestFinished(() => projector.stop());
  return projector;
}

const packs = async ({ database }: Scene) =>
  (await database.pool.query<{ count: number }>('select count(*) from read.pack')).rows[0]!.count;

describe('the projector', () => {
  it('lets one read what one wrote', async () => {
    const scene = await aScene();
    const projector = await running(scene);
    const batch = aBatch().of(scene.product).packs(3000).perCase(20).perPallet(10).made();
    scene.keep(batch);
    await batch.commissionedOn(scene.ledger);
    const { answers } = await aPallet().of(batch).deliveredTo(scene.consortium.distributor).on(scene.ledger);
    await projector.waitFor(answers.at(-1)!.block, { payloads: true });
    expect(await packs(scene)).toBe(3000);
    const { nodes } = await scene.queries.shipments({ gln: scene.consortium.distributor.gln, role: 'DISTRIBUTOR' }, {});
    expect(nodes).toMatchObject([{ state: 'RECEIVED', packs: 200 }]);
  });

  it('projects once however many processes there are, and the others learn of it', async () => {
    const scene = await aScene();
    const projectors = [await running(scene), await running(scene), await running(scene)];
    const told: number[] = [];
    projectors[2]!.onProjected((next) => told.push(next));
    const batch = aBatch().of(scene.product).packs(500).made();
    scene.keep(batch);
    await batch.commissionedOn(scene.ledger);
    const last = (await scene.ledger.height()) - 1;
    await Promise.all(projectors.map((projector) => projector.waitFor(last, { payloads: true })));
    expect(await packs(scene)).toBe(500);
    expect(told.at(-1)).toBe(last + 1);
    await expect(scene.projector.catchUp()).rejects.toThrow('another process is projecting');
  });

  it('goes on where it was when its connection breaks, and hands over when it stops', async () => {
    const scene = await aScene();
    const first = await running(scene);
    const second = await running(scene);
    await first.waitFor((await scene.ledger.height()) - 1);
    const kill = async () =>
      scene.database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'packproof-projector' and datname = current_database()`,
      );
    for (let i = 0; i < 3; i++) {
      await kill();
      const batch = aBatch().of(scene.product).lot(`L${i}`).packs(50).made();
      scene.keep(batch);
      await batch.commissionedOn(scene.ledger);
      await second.waitFor((await scene.ledger.height()) - 1, { payloads: true });
      expect(await packs(scene)).toBe(50 * (i + 1));
    }
    await first.stop();
    const batch = aBatch().of(scene.product).lot('last').packs(50).made();
    scene.keep(batch);
    await batch.commissionedOn(scene.ledger);
    await second.waitFor((await scene.ledger.height()) - 1, { payloads: true });
    expect(await packs(scene)).toBe(200);
    expect(await scene.projector.verifyInvariant()).toEqual([]);
  });

  it('lets go of who waits when it stops, or when they give up', async () => {
    const scene = await aScene();
    const projector = await running(scene);
    const waiting = projector.waitFor(9_999);
    const given = projector.waitFor(9_999, { signal: AbortSignal.timeout(5) });
    await expect(given).rejects.toThrow('timeout');
    await Promise.all([expect(waiting).rejects.toThrow('stopped'), projector.stop()]);
  });

  it('rebuilds while it follows', async () => {
    const scene = await aScene();
    const projector = await running(scene);
    const batch = aBatch().of(scene.product).packs(100).perCase(10).made();
    scene.keep(batch);
    await batch.commissionedOn(scene.ledger);
    await projector.catchUp();
    const hashes = await projector.tableHashes();
    expect(await projector.rebuild()).toMatchObject({ blocks: await scene.ledger.height() });
    expect(await projector.tableHashes()).toEqual(hashes);
    const other = aBatch().of(scene.product).lot('B').packs(100).made();
    scene.keep(other);
    await other.commissionedOn(scene.ledger);
    await projector.catchUp();
    expect(await packs(scene)).toBe(200);
  });
});
