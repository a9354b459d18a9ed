import type { Language } from '@packproof/outcomes';
import type { Fact } from '@packproof/ui';
import type { Located, Product, Verification } from './api/answers';
import type { LanguageDoor } from './language';

/** What is known of a pack or unit. */
export function factsOf(verification: Verification | Located, door: LanguageDoor): Fact[] {
  const { say, language, time, date } = door;
  const { outcome, pack, unit, read, since, undoUntil } = verification;
  const facts: Fact[] = [];
  const add = (label: string, value: string | null | undefined, code = false) => {
    if (value) facts.push({ label, value, code });
  };
  if (pack) facts.push({ label: say('product'), value: productLine(pack.product, language), wide: true });
  if (outcome === 'BATCH_MISMATCH') {
    add(say('onPack', { what: say('batch') }), read?.lot, true);
    add(say('onRecord', { what: say('batch') }), pack?.lot, true);
  }
  if (outcome === 'EXPIRY_MISMATCH') {
    add(say('onPack', { what: say('expiry') }), read?.expiry && date(read.expiry));
    add(say('onRecord', { what: say('expiry') }), pack?.expiry && date(pack.expiry));
  }
  if (unit) add(say('contents'), door.packs(unit.packs));
  if (outcome !== 'BATCH_MISMATCH') add(say('batch'), pack?.lot ?? read?.lot, true);
  const expiry = pack?.expiry ?? read?.expiry;
  if (outcome !== 'EXPIRY_MISMATCH') add(say('expiry'), expiry && date(expiry));
  add(say('serial'), pack?.serial ?? read?.serial, true);
  add(say('gtin'), pack?.gtin ?? read?.gtin, true);
  add(say('sscc'), unit?.sscc ?? read?.sscc, true);
  add(say('since'), since && time(since));
  add(say('undoUntil'), undoUntil && time(undoUntil));
  return facts;
}

/** Who has it and where, where that was asked. */
export function whereaboutsOf({ pack, unit }: Verification | Located, { say }: LanguageDoor): Fact[] {
  const where = pack && 'custodian' in pack ? pack : unit && 'custodian' in unit ? unit : undefined;
  const facts: Fact[] = [];
  if (where?.custodian) facts.push({ label: say('holder'), value: where.custodian.name });
  if (where?.location) facts.push({ label: say('place'), value: where.location.name });
  return facts;
}

/** Name, strength and size in one line, nothing twice. */
export function productLine({ name, nameZh, strength, packSize }: Omit<Product, 'gtin'>, language: Language): string {
  const shown = language === 'zh-CN' && nameZh ? nameZh : name;
  // Names often carry the strength already.
  const more = [strength, packSize].filter((part): part is string => !!part && !shown.includes(part));
  return [shown, ...more].join(' · ');
}
