export {
  adviceOf,
  isOutcome,
  OUTCOME_CODES,
  OUTCOMES,
  type Outcome,
  outcomeOf,
  type PackOutcome,
  precedence,
  RETIRED,
  rankOf,
  severityOf,
  titleOf,
} from './catalogue';
export {
  consumerAdviceOf,
  consumerCodeOf,
  consumerPrecedence,
  consumerSeverityOf,
  consumerTitleOf,
} from './consumer';
export type {
  Family,
  Language,
  MayAlert,
  OutcomeEntry,
  Param,
  ParamKind,
  Severity,
  Text,
  VrsAnswer,
} from './entry';
export { LANGUAGES, negotiateLanguage } from './language';
export { saidIn } from './rule-language';
export { type ParamValues, placeholdersOf, type TextOptions } from './text';
