import { Empty, Section, Tag, useFormats, useSay, Word } from '@packproof/ui';
import type { Holder, Recall } from './documents';
import { texts } from './texts';

const LINES = ['quarantined', 'returned', 'destroyed', 'dispensed', 'notFound'] as const;

/** Packs that a holder has accounted for: never more than it has. */
function accounted({ packs, acknowledgedAt, lines }: Holder): number {
  if (!acknowledgedAt) return 0;
  const sum = lines.reduce((all, line) => all + LINES.reduce((part, key) => part + line[key], 0), 0);
  return Math.min(sum, packs);
}

/** A recall as a race that fills up, holder by holder; the slowest first, because they are whom one calls. */
export function Race({ recall }: { readonly recall: Recall }) {
  const say = useSay(texts);
  const formats = useFormats();
  const all = recall.holders.reduce((sum, { packs }) => sum + packs, 0);
  const done = recall.holders.reduce((sum, holder) => sum + accounted(holder), 0);
  const fraction = all === 0 ? 1 : done / all;
  const holders = [...recall.holders].sort(
    (one, other) =>
      Number(Boolean(one.acknowledgedAt)) - Number(Boolean(other.acknowledgedAt)) || other.packs - one.packs,
  );
  return (
    <Section title={say('race')}>
      {holders.length === 0 ? (
        <Empty title={say('holdersNone')} advice={say('holdersNoneAdvice')} />
      ) : (
        <>
          <div className="race" role="status">
            <div className="race-numbers">
              <strong>{formats.percent(fraction)}</strong>
              <span>{say('raceLine', { done: formats.number(done), all: formats.number(all) })}</span>
            </div>
            <Track fraction={fraction} label={say('race')} />
          </div>
          <h3 className="visually-spaced">{say('holders')}</h3>
          <ul className="holder-list">
            {holders.map((holder) => (
              <HolderLine key={holder.organisation.gln} holder={holder} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function HolderLine({ holder }: { readonly holder: Holder }) {
  const say = useSay(texts);
  const formats = useFormats();
  const { organisation, packs, inTransit, dispensed, acknowledgedAt, lines } = holder;
  const sums = LINES.map((key) => [key, lines.reduce((sum, line) => sum + line[key], 0)] as const);
  return (
    <li className="holder">
      <div className="holder-name">
        <span>
          <strong>{organisation.name}</strong> · <Word kind="OrganisationRole" value={organisation.role} />
        </span>
        {acknowledgedAt ? (
          <Tag tone="done">{formats.time(acknowledgedAt)}</Tag>
        ) : (
          <Tag tone="busy">{say('waiting')}</Tag>
        )}
      </div>
      <Track fraction={packs === 0 ? 1 : accounted(holder) / packs} label={organisation.name} />
      <p className="holder-lines">
        <span>
          {say('holds')}: {formats.number(packs)}
        </span>
        {inTransit > 0 && (
          <span>
            {say('inTransit')}: {formats.number(inTransit)}
          </span>
        )}
        {dispensed > 0 && (
          <span>
            {say('dispensed')}: {formats.number(dispensed)}
          </span>
        )}
        {acknowledgedAt &&
          sums
            .filter(([, sum]) => sum > 0)
            .map(([key, sum]) => (
              <span key={key}>
                {say(key)}: {formats.number(sum)}
              </span>
            ))}
      </p>
    </li>
  );
}

function Track({ fraction, label }: { readonly fraction: number; readonly label: string }) {
  return (
    <div
      className="race-track"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
    >
      <div className="race-done" style={{ inlineSize: `${fraction * 100}%` }} />
    </div>
  );
}
