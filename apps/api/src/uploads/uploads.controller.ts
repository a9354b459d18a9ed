import { type Readable, Transform } from 'node:stream';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../identity/caller';
import { CallerOf, Needs } from '../identity/guard';
import { Refusal } from '../refusal';
import { UPLOAD_LIMITS, Uploads } from './uploads';

/** CSV is handed on as it comes: it may be longer than any body that is held in memory. */
export function acceptCsv(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));
}

@Controller('uploads')
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Post()
  @HttpCode(201)
  @Needs('write')
  async upload(
    @CallerOf() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const file = request.body as Readable | undefined;
    if (typeof file?.pipe !== 'function') {
      throw new Refusal('INVALID_INPUT', { rule: 'the body is text/csv' }, 'content-type');
    }
    const limited = atMost(UPLOAD_LIMITS.bytes);
    // A pipe hands no errors on: one that breaks off must end the other.
    file.on('error', () => limited.destroy(new Refusal('INVALID_INPUT', { rule: 'the file comes whole' }, 'body')));
    try {
      return await this.uploads.take(caller, file.pipe(limited));
    } catch (error) {
      // What is still on its way goes nowhere: left unread, it would keep the next request of this connection waiting.
      file.unpipe(limited);
      file.resume();
      reply.header('connection', 'close');
      throw error;
    }
  }
}

function atMost(limit: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > limit) done(new Refusal('LIMIT_EXCEEDED', { limit }, 'body'));
      else done(null, chunk);
    },
  });
}
