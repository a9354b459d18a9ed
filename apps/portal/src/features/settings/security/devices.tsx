import { Button, Group, Loader } from '@mantine/core';
import { Confirm, Problem, Section, Tag, useFormats, useSay } from '@packproof/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from '../../../ask';
import { post, read } from '../../../session/post';
import { deviceOf } from './device';
import type { SignedInDevice } from './documents';
import { texts } from './texts';

/** Signed-in browsers, one's own first; any other can be ended from here. */
export function Devices() {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['me', 'devices'],
    queryFn: async () => {
      const [devices, own] = await Promise.all([
        read<SignedInDevice[]>('/api/auth/list-sessions'),
        read<{ session: { token: string } } | null>('/api/auth/get-session'),
      ]);
      const isOwn = ({ token }: SignedInDevice) => token === own?.session.token;
      return devices
        .map((device) => ({ ...device, isOwn: isOwn(device) }))
        .sort((one, other) => Number(other.isOwn) - Number(one.isOwn) || other.createdAt.localeCompare(one.createdAt));
    },
  });
  const again = () => cache.invalidateQueries({ queryKey: ['me', 'devices'] });
  const others = data?.filter(({ isOwn }) => !isOwn) ?? [];

  async function end({ token }: SignedInDevice) {
    try {
      await post('/api/auth/revoke-session', { token });
      notify.done(say('signedOut'));
    } catch (refusal) {
      notify.refused(refusal);
    }
    await again();
  }

  const nameOf = ({ userAgent }: SignedInDevice) => {
    const { browser, system } = deviceOf(userAgent);
    return say('browserOn', { browser: browser ?? say('unknownBrowser'), system: system ?? say('unknownSystem') });
  };
  return (
    <Section
      title={say('devices')}
      actions={
        others.length > 0 && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {say('signOutOthers')}
          </Button>
        )
      }
    >
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader />}
      <ul className="settings-lines">
        {data?.map((device) => (
          <li key={device.token}>
            <div>
              <Group gap="xs" className="settings-line-title">
                {nameOf(device)}
                {device.isOwn && <Tag tone="done">{say('thisDevice')}</Tag>}
              </Group>
              <div className="settings-line-note">
                {device.ipAddress
                  ? say('since', { time: formats.time(device.createdAt), address: device.ipAddress })
                  : say('sinceOnly', { time: formats.time(device.createdAt) })}
              </div>
            </div>
            {!device.isOwn && (
              <Button
                variant="default"
                onClick={() => void end(device)}
                aria-label={`${say('signOut')}: ${nameOf(device)}`}
              >
                {say('signOut')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('signOutOthersTitle')}
        action={say('signOutOthers')}
        onConfirm={async () => {
          await post('/api/auth/revoke-other-sessions');
          await again();
          notify.done(say('signedOutOthers'));
        }}
      >
        {say('signOutOthersAdvice', { count: formats.number(others.length) })}
      </Confirm>
    </Section>
  );
}
