/** Several packs at once. */
export const en = {
  counterModes: 'Ways to work at the counter',
  counterOne: 'One pack',
  basketIdle: 'Scan all packs',
  basketIdleAdvice:
    'Each is answered at once. One tap dispenses all that may be handed over; the others stay here with the reason.',
  basketTitle: 'May be handed over',
  basketStopped: 'Not to be handed over',
  basketUnit: 'A whole unit, not a pack',
  basketUnitAdvice: 'Open it and scan the packs that are handed over.',
  dispenseCount: 'Dispense {count}',
  basketDone: '{count} dispensed, {time}',
  doneTitle: 'Done last',
} as const;

export const zhCN: Record<keyof typeof en, string> = {
  counterModes: '柜台工作方式',
  counterOne: '单盒',
  basketIdle: '请扫描全部药盒',
  basketIdleAdvice: '每盒立即得到答复。一次点击即可发出所有可发的药盒；其余留在此处并注明原因。',
  basketTitle: '可以发药',
  basketStopped: '不可发药',
  basketUnit: '这是整件，不是单盒',
  basketUnitAdvice: '请拆开并扫描要交付的药盒。',
  dispenseCount: '发药 {count} 盒',
  basketDone: '已发药 {count} 盒，{time}',
  doneTitle: '最近完成',
};
