import { Inject, Injectable } from '@nestjs/common';
import type { LocatedUnit, Queries } from '@packproof/read-model';
import { QUERIES } from '../../tokens';

/** Where units are, with what proves them inside their parents. */
@Injectable()
export class UnitHints {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  locate(ssccs: readonly string[]): Promise<(LocatedUnit | undefined)[]> {
    return this.queries.locateUnits(ssccs);
  }
}
