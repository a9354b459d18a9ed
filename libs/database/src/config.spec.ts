import { describe, expect, it } from 'vitest';
import { formatDatabaseUrl, parseDatabaseUrl } from './config';

describe('parseDatabaseUrl', () => {
  it.each([
    [
      'postgresql://me:p%40ss%2Fword@db.example:5433/pack%20proof',
      { host: 'db.example', port: 5433, user: 'me', password: 'p@ss/word', database: 'pack proof' },
    ],
    ['postgres://me@db.example/x', { host: 'db.example', port: 5432, user: 'me', password: '', database: 'x' }],
    ['postgresql://me:p@[::1]/x', { host: '::1', port: 5432, user: 'me', password: 'p', database: 'x' }],
    ['postgresql://me:p@/x?host=/run/pg', { host: '/run/pg', port: 5432, user: 'me', password: 'p', database: 'x' }],
    [
      'postgresql://me:p@h/x?sslmode=require',
      { host: 'h', port: 5432, user: 'me', password: 'p', database: 'x', tls: 'unverified' },
    ],
    [
      'postgresql://me:p@h/x?sslmode=verify-full',
      { host: 'h', port: 5432, user: 'me', password: 'p', database: 'x', tls: true },
    ],
  ])('reads %s', (address, config) => {
    expect(parseDatabaseUrl(address)).toEqual(config);
    expect(parseDatabaseUrl(formatDatabaseUrl(parseDatabaseUrl(address)))).toEqual(config);
  });

  it.each([
    ['nonsense', 'not of the form postgresql://'],
    ['mysql://me:secret@h/x', 'begins with mysql:// instead of postgresql://'],
    ['postgresql://me:secret@h/', 'names no database'],
    ['postgresql://h/x', 'names no user'],
    ['postgresql://me:secret@h/x?sslmode=maybe', 'asks for sslmode=maybe'],
  ])('refuses %s in one sentence without its password', (address, reason) => {
    expect(() => parseDatabaseUrl(address)).toThrow(reason);
    expect(() => parseDatabaseUrl(address)).not.toThrow('secret');
  });
});
