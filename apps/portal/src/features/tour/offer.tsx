import { Button, Group, Text } from '@mantine/core';
import { useSay, useWord } from '@packproof/ui';
import { useState } from 'react';
import { useSession } from '../../session/session';
import { useDemo } from './demo';
import { rememberOffer, wasOffered } from './seen';
import { texts } from './texts';
import { useTour } from './use-tour';
import './demo-panel.css';

/** Once on a device; later the tour has its button at the sample labels. */
export function TourOffer() {
  const say = useSay(texts);
  const word = useWord();
  const isDemo = useDemo();
  const begin = useTour();
  const { member } = useSession();
  const [isOver, setOver] = useState(wasOffered);
  if (!isDemo || isOver) return null;
  return (
    <aside className="tour-offer" aria-label={say('offer')}>
      <div>
        <Text fw={700}>{say('offer')}</Text>
        <Text>{say('offerAdvice', { role: word('OrganisationRole', member.organisation.role) })}</Text>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          onClick={() => {
            rememberOffer();
            setOver(true);
          }}
        >
          {say('notNow')}
        </Button>
        <Button
          onClick={() => {
            setOver(true);
            void begin();
          }}
        >
          {say('take')}
        </Button>
      </Group>
    </aside>
  );
}
