import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    map: 'Map of the journey: {places}. The timeline tells the same in words.',
    source: 'Land: Natural Earth. The map shows coasts, no borders.',
    loading: 'Drawing the map…',
    nowhere: 'None of its places has coordinates, so that there is no map. The timeline tells the journey.',
  },
  {
    map: '流转地图：{places}。时间线以文字说明相同内容。',
    source: '陆地数据：Natural Earth。地图仅显示海岸线，不含边界。',
    loading: '正在绘制地图…',
    nowhere: '各地点均无坐标，因此没有地图。流转经过见时间线。',
  },
);
