import { Loader } from '@mantine/core';
import { Refused } from '@packproof/client';
import { elementsOfPack, formatBracketed } from '@packproof/gs1';
import {
  Code,
  Facts,
  Page,
  ProblemPage,
  Section,
  screenTexts,
  useFormats,
  useLanguage,
  useSay,
  useWord,
} from '@packproof/ui';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../../ask';
import { unitPath } from '../../goods/links';
import { nameIn } from '../../names';
import { CurrentAnswer } from './current-answer';
import { PACK, type PackSeen } from './documents';
import { JourneySection } from './journey-section';
import { LabelMenu } from './label-menu';
import { PackActions } from './pack-actions';
import { ProofSection } from './proof/proof-section';
import { useProof } from './proof/use-proof';
import { texts } from './texts';
import './journey.css';

export function PackPage() {
  const say = useSay(texts);
  const parts = useSay(screenTexts);
  const { gtin = '', serial = '' } = useParams();
  const { data, error, refetch } = useAnswer('packs', PACK, { gtin, serial });
  if (error && !data) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader role="status" aria-label={parts('loading')} />;
  if (!data.pack) {
    return (
      <Page title={say('pack')} lead={`${gtin} · ${serial}`}>
        <ProblemPage error={new Refused('UNKNOWN_SERIAL', { gtin, serial })} />
      </Page>
    );
  }
  return <Shown key={`${gtin} ${serial}`} pack={data.pack} />;
}

function Shown({ pack }: { readonly pack: PackSeen }) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const language = useLanguage();
  const proof = useProof(pack.gtin, pack.serial);
  const scan = formatBracketed(elementsOfPack(pack));
  const { product, unit, custodian, location, gtin, serial } = pack;
  return (
    <Page
      title={nameIn(product, language)}
      lead={[product.strength, product.form, `${say('serial')} ${serial}`].filter(Boolean).join(' · ')}
      actions={
        <>
          <LabelMenu of={`/labels/pack/${gtin}/${encodeURIComponent(serial)}`} />
          <PackActions pack={pack} scan={scan} />
        </>
      }
    >
      <div className="pack-now">
        <CurrentAnswer scan={scan} />
        <Section title={say('facts')}>
          <Facts
            facts={[
              [say('state'), word('PackState', pack.state)],
              [say('gtin'), <Code key="gtin">{gtin}</Code>],
              [say('serial'), <Code key="serial">{serial}</Code>],
              [
                say('lot'),
                <Link key="lot" to={`/batches/${gtin}/${encodeURIComponent(pack.lot)}`}>
                  {pack.lot}
                </Link>,
              ],
              [say('expiry'), formats.date(pack.expiry)],
              [say('maker'), product.owner.name],
              [say('holder'), custodian?.name],
              [say('place'), location?.name],
              [
                say('unit'),
                unit ? (
                  <Link to={unitPath(unit)}>
                    {word('UnitKind', unit.kind)} {unit.sscc && <Code>{unit.sscc}</Code>}
                  </Link>
                ) : (
                  custodian && say('onItsOwn')
                ),
              ],
            ]}
          />
        </Section>
      </div>
      <JourneySection steps={pack.history} proof={proof} />
      <ProofSection proof={proof} name={`proof-${gtin}-${serial.replace(/[^\w-]/g, '_')}.json`} />
    </Page>
  );
}
