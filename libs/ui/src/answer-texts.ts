import { defineTexts } from './texts';

/** The one word over the title, so that the answer does not hang on colour alone. */
export const answerTexts = defineTexts(
  { OK: 'OK', CHECK: 'Check', STOP: 'Stop', busy: 'Checking …' },
  { OK: '通过', CHECK: '请核对', STOP: '停止', busy: '正在核验…' },
);
