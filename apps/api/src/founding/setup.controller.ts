import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { Config } from '../config';
import { DateScalar, Gln } from '../graphql/scalars';
import { isEmail } from '../identity/email';
import { Open } from '../identity/guard';
import { Refusal } from '../refusal';
import { CONFIG } from '../tokens';
import { type Founder, Founding } from './founding';
import { readSetupToken } from './setup-token';

/** Once, on a node whose ledger is empty: whoever can read PACKPROOF_HOME/setup-token registers the regulator. */
@Controller('setup')
export class SetupController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly founding: Founding,
  ) {}

  /** Whether there is a ledger to found: the page of the first run asks before it shows its form. */
  @Get()
  @Open()
  @Header('cache-control', 'no-store')
  async state() {
    return { open: (await readSetupToken(this.config.home)) !== undefined && !(await this.founding.isFounded()) };
  }

  @Post()
  @Open()
  @HttpCode(201)
  async setup(@Body() body: unknown) {
    const input = (body ?? {}) as Record<string, unknown>;
    const token = await readSetupToken(this.config.home);
    if (!token || (await this.founding.isFounded()))
      throw new Refusal('NOT_FOUND', { kind: 'setup', id: 'it is over' });
    if (!sameText(token, String(input.token ?? ''))) throw new Refusal('UNAUTHENTICATED');
    const founder = readFounder(input);
    await this.founding.found(founder);
    return { gln: founder.gln, name: founder.name };
  }
}

function readFounder(input: Record<string, unknown>): Founder {
  const gln = checked('gln', () => Gln.parseValue(input.gln) as string);
  const licence = (input.licence ?? {}) as Record<string, unknown>;
  const name = textOf('name', input.name);
  const email = textOf('adminEmail', input.adminEmail).trim();
  // Nobody could sign in, and the ledger is founded once.
  if (!isEmail(email)) throw new Refusal('INVALID_INPUT', { rule: 'an e-mail address' }, 'adminEmail');
  return {
    gln,
    name,
    licence: {
      number: textOf('licence.number', licence.number),
      validUntil: checked('licence.validUntil', () => DateScalar.parseValue(licence.validUntil) as string),
    },
    places: [{ gln, name }],
    admin: {
      name: textOf('adminName', input.adminName),
      email,
      password: textOf('adminPassword', input.adminPassword, 12, 128),
    },
  };
}

function checked<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Refusal('INVALID_INPUT', { rule: (error as Error).message }, field);
  }
}

function textOf(field: string, value: unknown, least = 1, most = 200): string {
  const fits =
    typeof value === 'string' && value.trim().length >= least && value.length <= most && !value.includes('\0');
  if (!fits) throw new Refusal('INVALID_INPUT', { rule: `a text of ${least} to ${most} characters` }, field);
  return value;
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
