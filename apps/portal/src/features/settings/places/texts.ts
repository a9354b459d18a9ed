import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    title: 'Places',
    advice:
      'Where {organisation} makes, keeps or hands over medicine. Every scan says at which place it was; with its point, a pack’s journey shows on the map.',
    none: 'No place is on record yet',
    noneAdvice: 'Until there is one, everything happens at the organisation itself ({gln}).',
    add: 'Add a place',
    save: 'Save the places',
    saved: 'The places are saved',
    undo: 'Undo the changes',
    removeTitle: 'Save, and remove {names}?',
    removeAdvice:
      'Nothing can be made, received or handed over there any more. What happened there stays on record. You can add the place again at any time.',
    point: '{latitude}, {longitude}',
    fault: 'Something is not right yet: see the fields marked above.',
    readOnly: 'Administrators of {organisation} change the places.',
  },
  {
    title: '地点',
    advice:
      '{organisation}生产、保管或交付药品的地方。每次扫描都记录所在地点；填写坐标后，药品的流转路径会显示在地图上。',
    none: '尚未登记地点',
    noneAdvice: '登记之前，一切都发生在组织本身（{gln}）。',
    add: '添加地点',
    save: '保存地点',
    saved: '地点已保存',
    undo: '撤销更改',
    removeTitle: '保存并移除{names}？',
    removeAdvice: '此后不能再在那里生产、收货或交付。已发生的事项仍保留在记录中。您可以随时重新添加该地点。',
    point: '{latitude}，{longitude}',
    fault: '还有内容有误：请查看上方标出的字段。',
    readOnly: '地点由{organisation}的管理员更改。',
  },
);
