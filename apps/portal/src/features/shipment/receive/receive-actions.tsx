import { Button, Select, Stack, Text } from '@mantine/core';
import { Confirm, useFormats, useSay } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../../ask';
import { useSession } from '../../../session/session';
import { RECEIVE, type ShipmentSeen } from '../documents';
import { type PlaceChoice, ReceiveForm } from './receive-form';
import { texts } from './texts';

/** All of it in one gesture, or with what is not right. */
export function ReceiveActions({ shipment }: { readonly shipment: ShipmentSeen }) {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const command = useCommand(RECEIVE, ['shipments', 'stock', 'units', 'packs']);
  const [asking, setAsking] = useState<'all' | 'some'>();
  const place = usePlace();
  const packs = shipment.units.filter(({ state }) => state === 'IN_TRANSIT').reduce((sum, unit) => sum + unit.packs, 0);
  const close = () => setAsking(undefined);
  return (
    <>
      <Button variant="default" onClick={() => setAsking('some')}>
        {say('receiveSome')}
      </Button>
      <Button onClick={() => setAsking('all')}>{say('receiveAll')}</Button>
      <Confirm
        opened={asking === 'all'}
        onClose={close}
        title={say('receiveTitle', { packs: formats.number(packs), from: shipment.from.name })}
        action={say('receiveAll')}
        onConfirm={async () => {
          await command.give({ input: { shipment: shipment.id }, at: place.chosen });
          notify.done(say('received'));
        }}
      >
        <Stack>
          <Text>{say('receiveAdvice')}</Text>
          {place.field}
        </Stack>
      </Confirm>
      {asking === 'some' && <ReceiveForm shipment={shipment} place={place} onClose={close} />}
    </>
  );
}

/** Asked only where there is more than one place. */
function usePlace(): PlaceChoice {
  const say = useSay(texts);
  const { places } = useSession().member.organisation;
  const [chosen, setChosen] = useState<string | null>(places[0]?.gln ?? null);
  const field = places.length > 1 && (
    <Select
      label={say('place')}
      data={places.map(({ gln, name }) => ({ value: gln, label: name }))}
      value={chosen}
      onChange={setChosen}
      allowDeselect={false}
    />
  );
  return { chosen, field };
}
