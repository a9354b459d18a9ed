import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    doneOf: '{done} of {total}',
    failed: '{count} not accepted',
  },
  {
    doneOf: '{done} / {total}',
    failed: '{count} 项未接受',
  },
);
