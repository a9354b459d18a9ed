import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    template: 'Label',
    paper: 'Paper',
    doesNotFit: 'This label does not fit on this paper: choose larger paper, or a smaller label.',
  },
  {
    template: '标签',
    paper: '纸张',
    doesNotFit: '此标签超出所选纸张：请选择更大的纸张，或更小的标签。',
  },
);
