import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { Refusal } from '../refusal';
import { CONFIG } from '../tokens';
import { answer, fetchHeaders } from './auth-handler';
import { Open } from './guard';
import { Invitations } from './invitations';
import { isSameOrigin, ownOrigin } from './same-origin';

const NAME = { least: 1, most: 100 } as const;
const PASSWORD = { least: 12, most: 128 } as const;

/** For the invited person, who has no account yet. */
@Controller('invitations')
export class InvitationsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly invitations: Invitations,
  ) {}

  @Get(':id')
  @Open()
  @Header('cache-control', 'no-store')
  async read(@Param('id') id: string) {
    return this.invitations.read(id);
  }

  @Post(':id/accept')
  @Open()
  @HttpCode(200)
  async accept(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    if (!isSameOrigin(request, this.config.publicUrl)) {
      throw new Refusal('FORBIDDEN', { reason: 'The request came from another site.' });
    }
    const input = (body ?? {}) as Record<string, unknown>;
    const name = textOf('name', input.name, NAME)?.trim();
    const password = textOf('password', input.password, PASSWORD);
    const response = await this.invitations.accept(
      id,
      { ...(name === undefined ? {} : { name }), ...(password === undefined ? {} : { password }) },
      { headers: fetchHeaders(request), origin: ownOrigin(request) },
    );
    return answer(reply, response);
  }
}

function textOf(field: string, value: unknown, { least, most }: { least: number; most: number }): string | undefined {
  if (value === undefined || value === null) return undefined;
  const fits =
    typeof value === 'string' && value.trim().length >= least && value.length <= most && !value.includes('\0');
  if (!fits) throw new Refusal('INVALID_INPUT', { rule: `${least} to ${most} characters` }, field);
  return value;
}
