import { gcppos1 } from './keys';
import { flaw, type Linter, type LintFault } from './lint';
import { yymmdd } from './times';

/** Thrown inside this file only: a coupon is read front to back and ends at its first fault. */
class CouponFault {
  constructor(readonly fault: LintFault) {}
}

/** A cursor over the digits of a coupon. */
class CouponReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly thisYear: number,
  ) {
    const bad = text.search(/[^0-9]/);
    if (bad >= 0) this.fail(bad, 1, 'digits only');
  }

  fail(offset: number, length: number, what: string): never {
    throw new CouponFault(flaw('INVALID_COUPON', offset, length, what));
  }

  get position(): number {
    return this.at;
  }

  /** One digit out of `allowed`. */
  digit(what: string, allowed: string): number {
    if (this.at >= this.text.length) this.fail(0, this.text.length, `${what} is missing`);
    const digit = this.text.charAt(this.at);
    if (!allowed.includes(digit)) this.fail(this.at, 1, `${what} cannot be ${digit}`);
    this.at++;
    return Number(digit);
  }

  take(what: string, length: number): string {
    const left = this.text.length - this.at;
    if (left < length) this.fail(left === 0 ? 0 : this.at, left === 0 ? this.text.length : left, `${what} is cut off`);
    const value = this.text.slice(this.at, this.at + length);
    this.at += length;
    return value;
  }

  /** A company prefix after the digit that gives its length less 6; 9 stands for none. */
  prefix(what: string, lengths: string): void {
    const indicator = this.digit(`the length of ${what}`, lengths);
    if (indicator === 9) return;
    const start = this.at;
    const value = this.take(what, indicator + 6);
    if (gcppos1(value, this.thisYear)) this.fail(start, value.length, `${what} is no company prefix`);
  }

  requirement(which: string): void {
    this.take(`${which} purchase requirement`, this.digit(`the length of ${which} purchase requirement`, '12345'));
    this.digit(`the code of ${which} purchase requirement`, '012349');
    this.take(`${which} purchase family code`, 3);
  }

  date(what: string): string {
    const start = this.at;
    const value = this.take(what, 6);
    if (yymmdd(value, this.thisYear)) this.fail(start, 6, `${what} is no date`);
    return value;
  }

  /** Is the next optional field the one that begins with this digit? */
  field(first: string): boolean {
    if (this.text.charAt(this.at) !== first) return false;
    this.at++;
    return true;
  }

  end(): void {
    const left = this.text.length - this.at;
    if (left > 0) this.fail(this.at, left, 'more than a coupon holds');
  }
}

const coupon =
  (read: (reader: CouponReader) => void): Linter =>
  (text, thisYear) => {
    try {
      const reader = new CouponReader(text, thisYear);
      read(reader);
      reader.end();
      return undefined;
    } catch (thrown) {
      if (thrown instanceof CouponFault) return thrown.fault;
      throw thrown;
    }
  };

const ANY = '0123456789';

/** AI (8110): North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols. */
export const couponcode = coupon((reader) => {
  reader.prefix('the primary company prefix', '0123456');
  reader.take('the offer code', 6);
  reader.take('the save value', reader.digit('the length of the save value', '12345'));
  reader.requirement('the primary');
  if (reader.field('1')) {
    reader.digit('the additional purchase rules code', '0123');
    reader.requirement('the second');
    reader.prefix('the second company prefix', '01234569');
  }
  if (reader.field('2')) {
    reader.requirement('the third');
    reader.prefix('the third company prefix', '01234569');
  }
  const expires = reader.field('3') ? reader.date('the expiration date') : undefined;
  if (reader.field('4')) {
    const start = reader.date('the start date');
    if (expires !== undefined && start > expires) reader.fail(reader.position - 14, 14, 'it expires before it starts');
  }
  if (reader.field('5')) reader.take('the serial number', reader.digit('the length of the serial number', ANY) + 6);
  if (reader.field('6')) reader.prefix('the retailer', '1234567');
  if (reader.field('9')) {
    reader.digit('the save value code', '01256');
    reader.digit('what the save value applies to', '012');
    reader.digit('the store coupon flag', ANY);
    reader.digit("the don't-multiply flag", '01');
  }
});

/** AI (8112): positive offer file coupons. */
export const couponposoffer = coupon((reader) => {
  reader.digit('the format', '01');
  reader.take('the funder', reader.digit('the length of the funder', '0123456') + 6);
  reader.take('the offer code', 6);
  reader.take('the serial number', reader.digit('the length of the serial number', ANY) + 6);
});
