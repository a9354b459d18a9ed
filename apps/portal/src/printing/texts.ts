import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    template: 'Label',
    paper: 'Paper',
  },
  {
    template: '标签',
    paper: '纸张',
  },
);
