import type { Language } from './entry';

/** States and roles that an answer names, inside its sentence. */
const CODES: Readonly<Record<string, readonly [string, string]>> = {
  ACTIVE: ['active', '可用'],
  DISPENSED: ['dispensed', '已发药'],
  EXPORTED: ['exported', '已出口'],
  DESTROYED: ['destroyed', '已销毁'],
  STOLEN: ['stolen', '被盗'],
  SAMPLE: ['a sample', '留样'],
  FREE_SAMPLE: ['a free sample', '赠送样品'],
  CHECKED_OUT: ['checked out', '已领出'],
  LOCKED: ['locked', '已锁定'],
  QUARANTINED: ['in quarantine', '已隔离'],
  REGULATOR: ['regulator', '监管机构'],
  MANUFACTURER: ['manufacturer', '生产企业'],
  DISTRIBUTOR: ['distributor', '经销企业'],
  PHARMACY: ['pharmacy', '药房'],
  HOSPITAL: ['hospital', '医院'],
  AUDITOR: ['auditor', '审计机构'],
  ADMIN: ['administrator', '管理员'],
  OPERATOR: ['operator', '操作员'],
};

/** A state or role in words; as it is where it has none. */
export function codeIn(code: string, language: Language): string {
  if (!Object.hasOwn(CODES, code)) return code;
  const [en, zh] = CODES[code]!;
  return language === 'en' ? en : zh;
}
