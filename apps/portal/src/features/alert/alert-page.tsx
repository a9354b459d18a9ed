import { Loader, Table } from '@mantine/core';
import { Refused } from '@packproof/client';
import { adviceOf, titleOf } from '@packproof/outcomes';
import {
  Code,
  Empty,
  Facts,
  OutcomeTag,
  Page,
  ProblemPage,
  Section,
  Tag,
  useFormats,
  useLanguage,
  useSay,
  Word,
} from '@packproof/ui';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../../ask';
import { nameIn } from '../../names';
import { AlertThread } from './alert-thread';
import { ALERT, type Alert } from './documents';
import { texts } from './texts';
import './alert.css';

export function AlertPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useAnswer('alerts', ALERT, { id });
  if (error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader />;
  return data.alert ? (
    <AlertView alert={data.alert} />
  ) : (
    <ProblemPage error={new Refused('NOT_FOUND', { kind: 'alert', id })} />
  );
}

function AlertView({ alert }: { readonly alert: Alert }) {
  const say = useSay(texts);
  const language = useLanguage();
  const formats = useFormats();
  const { code, product, gtin, lot } = alert;
  const name = product ? nameIn(product, language) : gtin;
  return (
    <Page
      title={titleOf(code, language)}
      tags={
        <>
          <OutcomeTag code={code} />
          <Tag tone={alert.state === 'CLOSED' ? 'quiet' : 'busy'}>
            <Word kind="AlertState" value={alert.state} />
          </Tag>
        </>
      }
      lead={[name, lot].filter(Boolean).join(' · ')}
    >
      <Section title={say('about')}>
        <Facts
          facts={[
            [say('nextStep'), adviceOf(code, language)],
            [say('product'), product ? <Link to={`/products/${product.gtin}`}>{name}</Link> : <Code>{gtin}</Code>],
            [say('lot'), lot && <Link to={`/batches/${gtin}/${encodeURIComponent(lot)}`}>{lot}</Link>],
            [say('raisedBy'), alert.raisedBy?.name],
            [say('raisedAt'), formats.time(alert.raisedAt)],
            [say('lastAt'), alert.times > 1 && formats.time(alert.lastAt)],
            [say('times'), formats.number(alert.times)],
          ]}
        />
      </Section>
      <Section title={say('packs')}>
        {alert.packs.length === 0 ? (
          <Empty title={say('packsNone')} advice={say('packsNoneAdvice')} />
        ) : (
          <Table.ScrollContainer minWidth={480}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('serial')}</Table.Th>
                  <Table.Th>{say('gtin')}</Table.Th>
                  <Table.Th>{say('lot')}</Table.Th>
                  <Table.Th>{say('expiry')}</Table.Th>
                  <Table.Th>{say('packState')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {alert.packs.map((pack) => (
                  <Table.Tr key={pack.serial}>
                    <Table.Td>
                      <Link to={`/packs/${pack.gtin}/${encodeURIComponent(pack.serial)}`}>
                        <Code>{pack.serial}</Code>
                      </Link>
                    </Table.Td>
                    <Table.Td>
                      <Code>{pack.gtin}</Code>
                    </Table.Td>
                    <Table.Td>{pack.lot}</Table.Td>
                    <Table.Td>{formats.date(pack.expiry)}</Table.Td>
                    <Table.Td>
                      <Word kind="PackState" value={pack.state} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Section>
      <AlertThread alert={alert} />
    </Page>
  );
}
