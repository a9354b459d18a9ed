import { Button, Loader } from '@mantine/core';
import { Refused } from '@packproof/client';
import {
  Code,
  Confirm,
  Empty,
  Facts,
  Page,
  ProblemPage,
  Section,
  screenTexts,
  useFormats,
  useSay,
  useWord,
} from '@packproof/ui';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAnswer, useCommand, useNotify } from '../../../ask';
import { unitPath } from '../../../goods/links';
import { Timeline } from '../../../goods/timeline';
import { UnitState } from '../../../goods/unit-state';
import { UnitTree } from '../../../goods/unit-tree';
import { useSession } from '../../../session/session';
import { UNIT_BY_ID, UNIT_BY_SSCC, UNPACK, type UnitSeen } from '../documents';
import { LabelMenu } from '../label-menu';
import { refusedOf } from '../refused-of';
import { useSteps } from '../step-words';
import { texts } from './texts';
import { UnitPacks } from './unit-packs';

/** By its label, or by the ledger's name for what has none. */
export function UnitPage() {
  const say = useSay(texts);
  const parts = useSay(screenTexts);
  const { sscc = '', id = '' } = useParams();
  const byLabel = useAnswer('units', UNIT_BY_SSCC, { sscc }, { enabled: sscc !== '' });
  const byName = useAnswer('units', UNIT_BY_ID, { id }, { enabled: sscc === '' });
  const { error, refetch } = sscc ? byLabel : byName;
  const unit = sscc ? byLabel.data?.unit : byName.data?.holder;
  if (error && !unit) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (unit === undefined) return <Loader role="status" aria-label={parts('loading')} />;
  if (unit === null) {
    return (
      <Page title={say('unit')} lead={sscc}>
        <ProblemPage error={new Refused('UNKNOWN_UNIT', { sscc })} />
      </Page>
    );
  }
  return <Shown key={unit.id} unit={unit} />;
}

function Shown({ unit }: { readonly unit: UnitSeen }) {
  const say = useSay(texts);
  const word = useWord();
  const formats = useFormats();
  const { member, mayWrite } = useSession();
  const steps = useSteps(unit.history, unit.sscc);
  const { sscc, parent, custodian, location } = unit;
  const packs = formats.number(unit.packs);
  const kind = word('UnitKind', unit.kind);
  const isHolder = mayWrite && custodian?.gln === member.organisation.gln && unit.state === 'AT_REST';
  return (
    <Page
      title={sscc ? `${kind} ${sscc}` : say('loose')}
      tags={<UnitState state={unit.state} />}
      lead={custodian ? say('leadHeld', { packs, holder: custodian.name }) : say('lead', { packs })}
      actions={
        <>
          {sscc && <LabelMenu of={`/labels/unit/${sscc}`} />}
          {isHolder && sscc && parent && <TakeOut sscc={sscc} parent={parent} />}
          {isHolder && sscc && unit.packs > 0 && (
            <Button component={Link} to={`/shipments/new?sscc=${sscc}`}>
              {say('ship')}
            </Button>
          )}
        </>
      }
    >
      <Section title={say('facts')}>
        <Facts
          facts={[
            [say('sscc'), sscc && <Code>{sscc}</Code>],
            [say('kind'), kind],
            [say('packs'), packs],
            [say('holder'), custodian?.name],
            [say('place'), location && [location.name, location.extension].filter(Boolean).join(' · ')],
            [
              say('parent'),
              parent && (
                <Link to={unitPath(parent)}>
                  {word('UnitKind', parent.kind)} <Code>{parent.sscc}</Code>
                </Link>
              ),
            ],
          ]}
        />
      </Section>
      <Section title={say('contents')}>
        {unit.packs === 0 ? (
          <Empty title={say('empty')} advice={say('emptyAdvice')} />
        ) : (
          <UnitTree label={say('contents')} roots={[unit]} opened={unit.kind === 'PALLET'} />
        )}
      </Section>
      {unit.packs > 0 && <UnitPacks unit={unit} />}
      <Section title={say('history')}>
        {steps.length === 0 ? (
          <Empty title={say('noHistory')} advice={say('noHistoryAdvice')} />
        ) : (
          <Timeline label={say('history')} happenings={steps} />
        )}
      </Section>
    </Page>
  );
}

function TakeOut({ sscc, parent }: { readonly sscc: string; readonly parent: NonNullable<UnitSeen['parent']> }) {
  const say = useSay(texts);
  const notify = useNotify();
  const command = useCommand(UNPACK, ['units', 'packs', 'stock']);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say('unpack')}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('unpackTitle', { sscc, parent: parent.sscc ?? say('loose') })}
        action={say('unpack')}
        onConfirm={async () => {
          const { unpackUnits } = await command.give({ ssccs: [sscc] });
          refusedOf(unpackUnits);
          notify.done(say('unpacked', { sscc }));
        }}
      >
        {say('unpackAdvice')}
      </Confirm>
    </>
  );
}
