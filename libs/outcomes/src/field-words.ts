import type { Language } from './entry';

/** What people call the fields of the API, English and Chinese. A field that is not here is told by what it is in. */
const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  gtin: ['GTIN', 'GTIN'],
  lot: ['batch/lot', '批号'],
  expiry: ['expiry date', '有效期'],
  serial: ['serial number', '序列号'],
  serials: ['serial numbers', '序列号'],
  serialFrom: ['first serial number', '首个序列号'],
  serialTo: ['last serial number', '末个序列号'],
  sscc: ['SSCC', 'SSCC'],
  ssccs: ['SSCCs', 'SSCC'],
  gln: ['GLN', 'GLN'],
  code: ['code', '条码内容'],
  scan: ['scan', '扫描内容'],
  scans: ['scans', '扫描内容'],
  name: ['name', '名称'],
  nameZh: ['Chinese name', '中文名称'],
  email: ['e-mail address', '电子邮件地址'],
  contactEmail: ['e-mail address', '电子邮件地址'],
  adminName: ['name of the administrator', '管理员姓名'],
  adminEmail: ['e-mail address of the administrator', '管理员电子邮件地址'],
  adminPassword: ['password of the administrator', '管理员密码'],
  password: ['password', '密码'],
  role: ['role', '角色'],
  scopes: ['scopes', '权限'],
  expiresInDays: ['days until it expires', '有效天数'],
  licence: ['licence', '许可证'],
  places: ['places', '地点'],
  location: ['place', '地点'],
  latitude: ['latitude', '纬度'],
  longitude: ['longitude', '经度'],
  companyPrefixes: ['company prefixes', '厂商识别代码'],
  storage: ['storage', '储存条件'],
  minCelsius: ['lowest temperature', '最低温度'],
  maxCelsius: ['highest temperature', '最高温度'],
  packing: ['packing', '装箱方式'],
  packsPerCase: ['packs per case', '每箱包装数'],
  casesPerPallet: ['cases per pallet', '每托盘箱数'],
  units: ['shipping units', '物流单元'],
  unit: ['shipping unit', '物流单元'],
  parent: ['outer unit', '外层单元'],
  child: ['inner unit', '内层单元'],
  children: ['inner units', '内层单元'],
  kind: ['kind', '种类'],
  items: ['items', '货物'],
  to: ['addressee', '收货方'],
  reference: ['reference', '单据号'],
  shipment: ['shipment', '发货'],
  resolution: ['resolution', '处理结果'],
  reason: ['reason', '原因'],
  instructions: ['instructions', '处置要求'],
  batches: ['batches', '批次'],
  batch: ['batch', '批次'],
  lines: ['lines', '行'],
  note: ['note', '备注'],
  comment: ['comment', '备注'],
  state: ['state', '状态'],
  count: ['count', '数量'],
  file: ['file', '文件'],
  rows: ['rows', '行数'],
  row: ['row', '行'],
  stock: ['label stock', '标签纸'],
  template: ['template', '模板'],
  dpi: ['density', '打印密度'],
  lang: ['language', '语言'],
  first: ['page size', '每页条数'],
  after: ['place in the list', '翻页位置'],
  before: ['place in the list', '翻页位置'],
  orderBy: ['order', '排序'],
  commandId: ['command id', '命令编号'],
  occurredAt: ['time', '发生时间'],
  issuedAt: ['time of signing', '签发时间'],
  publicKey: ['public key', '公钥'],
  possession: ['proof of possession', '持有证明'],
  signature: ['signature', '签名'],
  body: ['body of the request', '请求正文'],
  'content-type': ['type of the content', '内容类型'],
};

/**
 * A field in words: `input.units[2].sscc` is the SSCC of item 3. Paths are for programs, which get them as `field`.
 * Where no part of the path has a word, English shows the path and Chinese leaves it out.
 */
export function fieldIn(path: string, language: Language): string | undefined {
  const names = path.split('.').map((part) => part.replace(/\[\d+\]/g, ''));
  const known = names.findLast((name) => Object.hasOwn(FIELDS, name));
  if (known === undefined) return language === 'en' ? path : undefined;
  const [en, zh] = FIELDS[known]!;
  const index = [...path.matchAll(/\[(\d{1,6})\]/g)].at(-1)?.[1];
  if (index === undefined) return language === 'en' ? en : zh;
  const place = Number(index) + 1;
  return language === 'en' ? `${en} (item ${place})` : `${zh}（第 ${place} 项）`;
}
