import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { Confirm, Problem, Section, useFormats, useSay, useWord } from '@packproof/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from '../../ask';
import { client } from '../../doors';
import { useSession } from '../../session/session';
import { STATES } from './alert-list';
import { type Alert, UPDATE_ALERT } from './documents';
import { texts } from './texts';

/** What everybody who sees the case wrote and did, and the next word. */
export function AlertThread({ alert }: { readonly alert: Alert }) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const { is, mayWrite } = useSession();
  return (
    <Section title={say('thread')}>
      <Stack>
        {alert.notes.length === 0 && (
          <Text c="dimmed">
            {say('threadNone')}. {say('threadNoneAdvice')}
          </Text>
        )}
        <ol className="thread">
          {alert.notes.map((note) => (
            <li key={`${note.at} ${note.text}`}>
              <p className="thread-head">
                <strong>{note.by}</strong> · <time dateTime={note.at}>{formats.time(note.at)}</time>
              </p>
              <p>{note.text || say('noteState', { state: word('AlertState', note.state) })}</p>
            </li>
          ))}
        </ol>
        {mayWrite && !is('AUDITOR') && <NextWord alert={alert} />}
      </Stack>
    </Section>
  );
}

function NextWord({ alert }: { readonly alert: Alert }) {
  const say = useSay(texts);
  const word = useWord();
  const notify = useNotify();
  const cache = useQueryClient();
  const [state, setState] = useState<Alert['state']>(alert.state);
  const [comment, setComment] = useState('');
  const [closing, setClosing] = useState(false);
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: () =>
      client.request(UPDATE_ALERT, {
        id: alert.id,
        state: state === alert.state ? null : state,
        comment: comment.trim() || null,
      }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['alerts'] }),
  });
  async function send() {
    await mutateAsync();
    setComment('');
    notify.done(say('sent'));
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (state === 'CLOSED' && alert.state !== 'CLOSED') setClosing(true);
    // What refuses is shown below the form, which keeps what was written.
    else send().catch(() => {});
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label={say('comment')}
          description={say('commentAdvice')}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
        />
        <Group align="flex-end">
          <Select
            label={say('newState')}
            data={STATES.map((value) => ({ value, label: word('AlertState', value) }))}
            value={state}
            onChange={(value) => value && setState(value as Alert['state'])}
            allowDeselect={false}
          />
          <Button type="submit" loading={isPending} disabled={state === alert.state && comment.trim() === ''}>
            {say('send')}
          </Button>
        </Group>
        {error && <Problem error={error} />}
      </Stack>
      <Confirm
        opened={closing}
        onClose={() => setClosing(false)}
        title={say('closeTitle')}
        action={say('close')}
        onConfirm={send}
      >
        {say('closeAdvice')}
      </Confirm>
    </form>
  );
}
