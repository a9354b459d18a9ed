import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Confirm, useFormats, useSay } from '@packproof/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCommand, useNotify } from '../../../ask';
import { thingOf } from '../../../goods/links';
import { type ExceptionSeen, RESOLVE, type ShipmentSeen } from '../documents';
import { offered, type Resolution, writesOff } from './resolutions';
import { texts } from './texts';

interface ResolveProps {
  readonly exception: ExceptionSeen;
  readonly side: 'sender' | 'addressee';
  readonly shipment: ShipmentSeen;
}

/** One gesture settles it; where packs are written off it asks once more. */
export function Resolve({ exception, side, shipment }: ResolveProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const command = useCommand(RESOLVE, ['shipments', 'stock', 'units', 'packs']);
  const [asking, setAsking] = useState<Resolution>();
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<Resolution>();
  const count = formats.number(exception.packs);
  const give = (as: Resolution, text: string | null) => command.give({ id: exception.id, as, note: text });

  async function settle(as: Resolution) {
    if (writesOff(exception, as)) return setAsking(as);
    setChosen(as);
    try {
      await give(as, null);
      notify.done(say('done'));
    } catch (refusal) {
      notify.refused(refusal);
    } finally {
      setChosen(undefined);
    }
  }

  const sscc = exception.unit?.sscc;
  const canGoBack = exception.kind === 'DAMAGED' && side === 'addressee' && sscc;
  const ways = offered(exception, side);
  return (
    <>
      {(ways.length > 0 || canGoBack) && (
        <Group gap="xs" mt={4}>
          {ways.map((as) => (
            <Button
              key={as}
              variant="default"
              size="sm"
              loading={chosen === as}
              disabled={command.busy && chosen !== as}
              onClick={() => void settle(as)}
            >
              {label(exception, as, say)}
            </Button>
          ))}
          {canGoBack && (
            <Button
              component={Link}
              variant="default"
              size="sm"
              to={`/shipments/new?purpose=RETURN&to=${shipment.from.gln}&sscc=${sscc}`}
            >
              {say('sendBack')}
            </Button>
          )}
        </Group>
      )}
      <Confirm
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={say('writeOffTitle', { thing: thingOf(exception.scan).text })}
        action={say('writeOff', { count })}
        onConfirm={async () => {
          await give(asking!, note.trim() || null);
          notify.done(say('done'));
        }}
      >
        <Stack>
          <Text>
            {asking === 'LOST'
              ? say('lostAdvice', { count })
              : asking === 'STOLEN'
                ? say('stolenAdvice', { count })
                : say('destroyedAdvice', { count })}
          </Text>
          <TextInput
            label={say('note')}
            description={say('noteAdvice')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={500}
          />
        </Stack>
      </Confirm>
    </>
  );
}

function label({ kind }: ExceptionSeen, as: Resolution, say: ReturnType<typeof texts.in>): string {
  const about = kind === 'MISSING' || kind === 'DAMAGED' ? kind : 'beside';
  return (say as (key: string) => string)(`as.${about}.${as}`);
}
