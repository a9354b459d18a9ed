import { Button, Loader, Stack, Text } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Code, Confirm, Empty, Facts, Page, ProblemPage, Section, useFormats, useSay, Word } from '@packproof/ui';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAnswer, useCommand, useNotify } from '../../ask';
import { Timeline } from '../../goods/timeline';
import { UnitTree } from '../../goods/unit-tree';
import { useSession } from '../../session/session';
import { CANCEL_SHIPMENT, SHIPMENT, type ShipmentSeen } from './documents';
import { ExceptionThread } from './exceptions/exception-thread';
import { useHappenings } from './happenings';
import { ReceiveActions } from './receive/receive-actions';
import { ShipmentState } from './shipment-state';
import { texts } from './texts';

export function ShipmentPage() {
  const say = useSay(texts);
  const { id = '' } = useParams();
  const { data, error, refetch } = useAnswer('shipments', SHIPMENT, { id });
  if (error && !data) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader role="status" aria-label={say('title')} />;
  if (!data.shipment) {
    return (
      <Page title={say('title')}>
        <ProblemPage error={new Refused('NOT_FOUND')} />
      </Page>
    );
  }
  return <Shown shipment={data.shipment} />;
}

function Shown({ shipment }: { readonly shipment: ShipmentSeen }) {
  const say = useSay(texts);
  const formats = useFormats();
  const { member, mayWrite } = useSession();
  const own = member.organisation.gln;
  const isSender = shipment.from.gln === own;
  const isAddressee = shipment.to.gln === own;
  const underway = shipment.state === 'IN_TRANSIT' || shipment.state === 'PARTLY_RECEIVED';
  const happenings = useHappenings(shipment);
  const when = formats.time(shipment.shippedAt);
  const lead = isAddressee
    ? say('lineIn', { from: shipment.from.name, when })
    : isSender
      ? say('lineOut', { to: shipment.to.name, when })
      : say('lineBoth', { from: shipment.from.name, to: shipment.to.name, when });
  return (
    <Page
      title={shipment.reference ?? say('aShipment', { packs: formats.number(shipment.packs) })}
      tags={<ShipmentState state={shipment.state} />}
      lead={lead}
      actions={
        <>
          {isSender && mayWrite && underway && <Cancel shipment={shipment} />}
          {isAddressee && mayWrite && underway && <ReceiveActions shipment={shipment} />}
        </>
      }
    >
      <Section title={say('facts')}>
        <Facts
          facts={[
            [say('from'), shipment.from.name],
            [say('to'), shipment.to.name],
            [say('purpose'), <Word key="purpose" kind="ShipPurpose" value={shipment.purpose} />],
            [say('packs'), formats.number(shipment.packs)],
            [say('reference'), shipment.reference && <Code>{shipment.reference}</Code>],
            [say('shippedAt'), when],
            [say('receivedAt'), shipment.receivedAt && formats.time(shipment.receivedAt)],
            [
              say('record'),
              say('recordText', {
                block: shipment.receipt.block,
                when: formats.exactTime(shipment.receipt.committedAt),
              }),
            ],
          ]}
        />
      </Section>
      {shipment.exceptions.length > 0 && <ExceptionThread shipment={shipment} />}
      <Section title={say('contents')}>
        {shipment.units.length === 0 ? (
          <Empty title={say('noContents')} advice={say('noContentsAdvice')} />
        ) : (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {say('contentsNote')}
            </Text>
            <UnitTree label={say('contents')} roots={shipment.units} />
          </Stack>
        )}
      </Section>
      <Section title={say('history')}>
        <Timeline label={say('history')} happenings={happenings} />
      </Section>
    </Page>
  );
}

function Cancel({ shipment }: { readonly shipment: ShipmentSeen }) {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const command = useCommand(CANCEL_SHIPMENT, ['shipments', 'stock', 'units', 'packs']);
  const [asking, setAsking] = useState(false);
  const to = shipment.to.name;
  const packs = shipment.units.filter(({ state }) => state === 'IN_TRANSIT').reduce((sum, unit) => sum + unit.packs, 0);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say('cancel')}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('cancelTitle', { to })}
        action={say('cancel')}
        onConfirm={async () => {
          await command.give({ id: shipment.id });
          notify.done(say('cancelled'));
        }}
      >
        {say('cancelAdvice', { packs: formats.number(packs), to })}
      </Confirm>
    </>
  );
}
