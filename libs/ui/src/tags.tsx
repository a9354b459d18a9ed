import { type Outcome, outcomeOf, type Severity, titleOf } from '@packproof/outcomes';
import { useLanguage, useSay } from './language';
import { SeverityIcon } from './severity-icon';
import { type WordKey, words } from './words';
import './tags.css';

type Kinds = WordKey extends infer Key ? (Key extends `${infer Kind}.${string}` ? Kind : never) : never;
type ValuesOf<Kind extends string> =
  Extract<WordKey, `${Kind}.${string}`> extends `${Kind}.${infer Value}` ? Value : never;

/** The word for a value of the schema's enumerations: `<Word kind="ShipmentState" value={shipment.state} />`. */
export function Word<Kind extends Kinds>({ kind, value }: { readonly kind: Kind; readonly value: ValuesOf<Kind> }) {
  const say = useSay(words) as (key: WordKey) => string;
  return <>{say(`${kind}.${value}` as WordKey)}</>;
}

/** The same as a function, for labels and options. */
export function useWord(): <Kind extends Kinds>(kind: Kind, value: ValuesOf<Kind>) => string {
  const say = useSay(words) as (key: WordKey) => string;
  return (kind, value) => say(`${kind}.${value}` as WordKey);
}

export type Tone = 'plain' | 'busy' | 'done' | 'quiet' | Severity;

/**
 * A state beside its thing. Tones: plain; busy (under way); done; quiet (over); and the three severities, which are
 * only for what says whether medicine may be handed over.
 */
export function Tag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: React.ReactNode }) {
  const isSeverity = tone === 'OK' || tone === 'CHECK' || tone === 'STOP';
  return (
    <span className={`tag tag-${tone.toLowerCase()}`}>
      {isSeverity && <SeverityIcon severity={tone} />}
      {children}
    </span>
  );
}

export function OutcomeTag({ code }: { readonly code: Outcome }) {
  const language = useLanguage();
  return <Tag tone={outcomeOf(code).severity}>{titleOf(code, language)}</Tag>;
}
