import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { Bell } from '../bell/bell';
import type { Caller } from '../identity/caller';
import type { Jobs } from './jobs';
import { JobsResolver } from './jobs.resolver';

it('listens for nobody whose job cannot be looked at: no listener would ever end', async () => {
  const bells = new EventEmitter();
  const bell = {
    listen: async () => {
      bells.on('job', () => {});
      return { next: vi.fn(), return: vi.fn(async () => bells.removeAllListeners()) };
    },
  };
  const caller = { gln: '4012345000009' } as Caller;
  for (const find of [async () => undefined, () => Promise.reject(new Error('invalid byte sequence'))]) {
    const resolver = new JobsResolver({ find } as unknown as Jobs, bell as unknown as Bell);
    await expect(resolver.jobProgress(caller, '\0')).rejects.toThrow();
    expect(bells.listenerCount('job')).toBe(0);
  }
});
