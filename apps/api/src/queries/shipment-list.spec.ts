import type { Queries } from '@packproof/read-model';
import { expect, it, vi } from 'vitest';
import type { GraphqlContext } from '../graphql/context';
import { ShipmentList } from './shipment-list';

it('opens so many notes to order by them and no more, though no word of theirs fits', async () => {
  const nodes = Array.from({ length: 500 }, (_, index) => ({ payloadHash: 'aa', receipt: { index } }));
  const shipments = vi.fn(async () => ({ nodes, endCursor: 'next', hasNextPage: shipments.mock.calls.length < 200 }));
  const parts = [
    { shipments } as unknown as Queries,
    { reference: async () => 'a reference' },
    { openShipments: async () => [] },
  ];
  const list = new ShipmentList(...(parts as unknown as ConstructorParameters<typeof ShipmentList>));
  const context = { caller: { gln: '4012345000009', organisationRole: 'PHARMACY' } } as unknown as GraphqlContext;
  const asked = { filter: { search: 'nothing such' }, orderBy: { field: 'REFERENCE' } } as const;
  await expect(list.page(context, asked)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', field: 'orderBy' });
  expect(shipments.mock.calls.length).toBeLessThanOrEqual(41);
});
