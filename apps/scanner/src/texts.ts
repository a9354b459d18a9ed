import { defineTexts } from '@packproof/ui';
import * as answer from './texts/answer';
import * as basket from './texts/basket';
import * as decommission from './texts/decommission';
import * as dispatch from './texts/dispatch';
import * as goodsIn from './texts/goods-in';
import * as rooms from './texts/rooms';
import * as session from './texts/session';
import * as stockTake from './texts/stock-take';
import * as ways from './texts/ways';

/** What the scanner says itself. What an outcome says stands in the catalogue of outcomes. */
export const texts = defineTexts(
  {
    ...session.en,
    ...ways.en,
    ...answer.en,
    ...rooms.en,
    ...basket.en,
    ...goodsIn.en,
    ...dispatch.en,
    ...stockTake.en,
    ...decommission.en,
  },
  {
    ...session.zhCN,
    ...ways.zhCN,
    ...answer.zhCN,
    ...rooms.zhCN,
    ...basket.zhCN,
    ...goodsIn.zhCN,
    ...dispatch.zhCN,
    ...stockTake.zhCN,
    ...decommission.zhCN,
  },
);
