import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { Code, Confirm, Empty, Problem, Section, useFormats, useSay } from '@packproof/ui';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useAnswer, useCommand, useNotify } from '../../../ask';
import { draftOf, emptyPlace, type Place, type PlaceDraft, type PlaceFaults, readPlace } from '../../../places/place';
import { PlaceFields } from '../../../places/place-fields';
import { useSession } from '../../../session/session';
import { PLACES, UPDATE_PLACES } from './documents';
import { texts } from './texts';

export function PlacesTab() {
  const say = useSay(texts);
  const { member, isAdmin } = useSession();
  const { gln, name: organisation } = member.organisation;
  const { data, error, refetch } = useAnswer('organisations', PLACES, { gln });
  const places = data?.organisation?.places;
  return (
    <Section title={say('title')}>
      <Stack>
        <Text maw="46rem">{say('advice', { organisation })}</Text>
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {!places && !error && <Loader />}
        {places && isAdmin && <PlacesForm places={places} />}
        {places && !isAdmin && (
          <>
            <PlacesView places={places} />
            <Text c="dimmed">{say('readOnly', { organisation })}</Text>
          </>
        )}
      </Stack>
    </Section>
  );
}

function PlacesView({ places }: { readonly places: readonly Place[] }) {
  const say = useSay(texts);
  const { gln } = useSession().member.organisation;
  if (places.length === 0) return <Empty title={say('none')} advice={say('noneAdvice', { gln })} />;
  return (
    <ul className="settings-lines">
      {places.map((place) => (
        <li key={place.gln}>
          <span className="settings-line-title">{place.name}</span>
          <span>
            <Code>{place.gln}</Code>
            {place.latitude !== null && place.longitude !== null && (
              <span className="settings-line-note">
                {' '}
                {say('point', { latitude: place.latitude, longitude: place.longitude })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

const isSame = (drafts: readonly PlaceDraft[], places: readonly Place[]): boolean => {
  const typed = (list: readonly PlaceDraft[]) => JSON.stringify(list.map(({ key: _, ...draft }) => draft));
  return typed(drafts) === typed(places.map(draftOf));
};

function PlacesForm({ places }: { readonly places: readonly Place[] }) {
  const say = useSay(texts);
  const formats = useFormats();
  const notify = useNotify();
  const { gln } = useSession().member.organisation;
  const command = useCommand(UPDATE_PLACES, ['organisations', 'me']);
  const [drafts, setDrafts] = useState(() => places.map(draftOf));
  const [faults, setFaults] = useState<Readonly<Record<string, PlaceFaults>>>({});
  const [error, setError] = useState<unknown>();
  const [asked, setAsked] = useState<{ readonly next: readonly Place[]; readonly gone: readonly Place[] }>();
  const [begunWith, setBegunWith] = useState(places);
  const isChanged = !isSame(drafts, begunWith);
  const beginWith = (next: readonly Place[]) => {
    setBegunWith(next);
    setDrafts(next.map(draftOf));
  };
  // What others saved shows at once, unless something is being typed: that is not lost.
  if (!isChanged && !isSame(drafts, places)) beginWith(places);
  const undo = () => {
    beginWith(places);
    setFaults({});
    setError(undefined);
  };

  async function save(next: readonly Place[]) {
    await command.give({ input: { gln, places: [...next] } });
    beginWith(next);
    notify.done(say('saved'));
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setError(undefined);
    const read = drafts.map((draft) => [draft.key, readPlace(draft, drafts)] as const);
    setFaults(Object.fromEntries(read.flatMap(([key, one]) => (one.ok ? [] : [[key, one.faults]]))));
    const next = read.flatMap(([, one]) => (one.ok ? [one.place] : []));
    if (next.length < drafts.length) return;
    const gone = places.filter((place) => !next.some((one) => one.gln === place.gln));
    if (gone.length > 0) setAsked({ next, gone });
    else await save(next).catch(setError);
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        {drafts.length === 0 && <Empty title={say('none')} advice={say('noneAdvice', { gln })} />}
        {drafts.map((draft) => (
          <PlaceFields
            key={draft.key}
            draft={draft}
            faults={faults[draft.key]}
            onChange={(next) => setDrafts((all) => all.map((one) => (one.key === next.key ? next : one)))}
            onRemove={() => setDrafts((all) => all.filter((one) => one.key !== draft.key))}
          />
        ))}
        {Object.keys(faults).length > 0 && (
          <Text role="alert" fw={600} c="var(--error-ink)">
            {say('fault')}
          </Text>
        )}
        {error !== undefined && <Problem error={error} />}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={() => setDrafts((all) => [...all, emptyPlace()])}
          >
            {say('add')}
          </Button>
          <Group>
            {isChanged && (
              <Button variant="subtle" onClick={undo}>
                {say('undo')}
              </Button>
            )}
            <Button type="submit" loading={command.busy} disabled={!isChanged}>
              {say('save')}
            </Button>
          </Group>
        </Group>
      </Stack>
      <Confirm
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={say('removeTitle', { names: formats.list(asked?.gone.map(({ name }) => name) ?? []) })}
        action={say('save')}
        onConfirm={async () => asked && save(asked.next)}
      >
        {say('removeAdvice')}
      </Confirm>
    </form>
  );
}
