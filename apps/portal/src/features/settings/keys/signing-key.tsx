import { Button, Group, Stack, Text } from '@mantine/core';
import { Confirm, Problem, Section, useSay } from '@packproof/ui';
import { useState } from 'react';
import { useCommand, useNotify } from '../../../ask';
import { CopyField } from '../../../copying/copy-field';
import { useSession } from '../../../session/session';
import { useAct } from '../act';
import { PREPARE_KEY, type PreparedKey, ROTATE_KEY } from './documents';
import { texts } from './texts';

/** Two steps, as the doors have them: a key is made here, then the ledger is told. */
export function SigningKey() {
  const say = useSay(texts);
  const notify = useNotify();
  const { name: organisation, gln } = useSession().member.organisation;
  const prepare = useAct(PREPARE_KEY, []);
  const rotate = useCommand(ROTATE_KEY, ['organisations', 'ledger']);
  const [prepared, setPrepared] = useState<PreparedKey>();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>();

  async function begin() {
    setError(undefined);
    try {
      setPrepared((await prepare.give({ gln })).prepareKey);
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <Section title={say('signing')}>
      <Stack maw="46rem">
        <Text>{say('signingAdvice', { organisation })}</Text>
        {prepared ? (
          <>
            <div role="status">
              <Text fw={700}>{say('prepared')}</Text>
              <Text>{say('preparedAdvice')}</Text>
            </div>
            <CopyField label={say('publicKey')} value={prepared.publicKey} />
            <Group>
              <Button onClick={() => setAsking(true)}>{say('rotate')}</Button>
            </Group>
          </>
        ) : (
          <Group>
            <Button variant="default" onClick={() => void begin()} loading={prepare.busy}>
              {say('prepare')}
            </Button>
          </Group>
        )}
        {error !== undefined && <Problem error={error} onRetry={() => void begin()} />}
      </Stack>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('rotateTitle', { organisation })}
        action={say('rotate')}
        onConfirm={async () => {
          if (!prepared) return;
          await rotate.give({ gln, publicKey: prepared.publicKey, possession: prepared.possession });
          notify.done(say('rotated', { organisation }));
          setPrepared(undefined);
        }}
      >
        {say('rotateAdvice', { organisation })}
      </Confirm>
    </Section>
  );
}
