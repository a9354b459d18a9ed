export { Answer, type AnswerAction, type AnswerProps, AnswerRegion, type AnswerRegionProps, type Fact } from './answer';
export { answerTexts } from './answer-texts';
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
export { SeverityIcon } from './severity-icon';
export { defineTexts, type Say, type Texts } from './texts';
