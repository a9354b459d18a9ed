import { Button, Loader, Text } from '@mantine/core';
import { Refused } from '@packproof/client';
import { Code, Facts, Page, ProblemPage, Section, useFormats, useSay, Word } from '@packproof/ui';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAnswer } from '../../ask';
import { useSession } from '../../session/session';
import { ORGANISATION, type Organisation } from './documents';
import { LicenceTag } from './licence-tag';
import { SetLicence } from './set-licence';
import { SetPrefixes } from './set-prefixes';
import { texts } from './texts';
import './organisation.css';

export function OrganisationPage() {
  const { gln = '' } = useParams();
  const { data, error, refetch } = useAnswer('organisations', ORGANISATION, { gln });
  if (error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader />;
  return data.organisation ? (
    <View organisation={data.organisation} />
  ) : (
    <ProblemPage error={new Refused('UNKNOWN_ORGANISATION', { gln })} />
  );
}

function View({ organisation }: { readonly organisation: Organisation }) {
  const say = useSay(texts);
  const formats = useFormats();
  const { is, isAdmin, mayWrite } = useSession();
  const [asking, setAsking] = useState<'licence' | 'prefixes'>();
  const { gln, name, role, licence, companyPrefixes, places } = organisation;
  const close = () => setAsking(undefined);
  return (
    <Page
      title={name}
      lead={<Word kind="OrganisationRole" value={role} />}
      tags={<LicenceTag licence={licence} />}
      actions={
        <>
          {is('REGULATOR') && isAdmin && (
            <Button variant="default" onClick={() => setAsking('prefixes')}>
              {say('setPrefixes')}
            </Button>
          )}
          {is('REGULATOR') && mayWrite && <Button onClick={() => setAsking('licence')}>{say('setLicence')}</Button>}
        </>
      }
    >
      <Section title={say('about')}>
        <Facts
          facts={[
            [say('gln'), <Code key="gln">{gln}</Code>],
            [say('licenceNumber'), licence && <Code key="licence">{licence.number}</Code>],
            [say('validUntil'), licence && formats.date(licence.validUntil)],
            [
              say('prefixes'),
              companyPrefixes.length > 0 ? <Code key="prefixes">{companyPrefixes.join(', ')}</Code> : null,
            ],
          ]}
        />
      </Section>
      <Section title={say('places')}>
        {places.length === 0 ? (
          <Text>{say('noPlaces')}</Text>
        ) : (
          <ul className="organisation-places">
            {places.map((place) => (
              <li key={place.gln}>
                <Text fw={650}>{place.name}</Text>
                <Code>{place.gln}</Code>
                {place.latitude !== null && place.longitude !== null && (
                  <Text size="sm" c="dimmed">
                    {say('point', { latitude: place.latitude, longitude: place.longitude })}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {asking === 'licence' && <SetLicence organisation={organisation} onClose={close} />}
      {asking === 'prefixes' && <SetPrefixes organisation={organisation} onClose={close} />}
    </Page>
  );
}
