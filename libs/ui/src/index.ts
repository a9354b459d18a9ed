export { Answer, type AnswerAction, type AnswerProps, AnswerRegion, type AnswerRegionProps, type Fact } from './answer';
export { answerTexts } from './answer-texts';
export { Confirm, type ConfirmProps } from './confirm';
export { type CsvValue, csvFile, csvLine, download } from './csv';
export { type Column, DataList, type DataListProps, type Sort } from './data-list';
export { deviceStorage, useOnline } from './device';
export { createFormats, type Formats } from './formats';
export { LanguageProvider, useFormats, useLanguage, useSay } from './language';
export { Code, Empty, type EmptyProps, Facts, Page, type PageProps, Section, type SectionProps } from './page';
export {
  applyPreferences,
  createPreferenceStore,
  PREFERENCES_KEY,
  type PreferenceStore,
  type Preferences,
  readPreferences,
  type Theme,
  usePreferences,
} from './preferences';
export { Problem, ProblemPage, type ProblemProps, type Told, tell, zone } from './problem';
export { screenTexts } from './screen-texts';
export { SeverityIcon } from './severity-icon';
export { OutcomeTag, Tag, type Tone, useWord, Word } from './tags';
export { defineTexts, type Say, type Texts } from './texts';
export { cssVariables, themeIn } from './theme';
export { type WordKey, words } from './words';
