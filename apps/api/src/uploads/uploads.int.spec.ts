import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../testing/start-api';
import { type UploadAnswer, Uploads } from './uploads';

const MAKER = { gln: '4012345000009', organisationRole: 'MANUFACTURER' as const };
const OTHER = { gln: '4098765000010', organisationRole: 'MANUFACTURER' as const };

describe('uploads', () => {
  let api: TestApi;
  let key: string;
  beforeAll(async () => {
    api = await startApi();
    key = await api.host({ gln: MAKER.gln, role: 'MANUFACTURER' });
    await api.host({ gln: OTHER.gln, role: 'MANUFACTURER' });
    await api.parts.keys.prepare(MAKER.gln);
  });
  afterAll(() => api?.close());

  const upload = async (body: string, type = 'text/csv') => {
    const response = await fetch(`${api.url}/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      body,
    });
    return {
      status: response.status,
      body: (await response.json()) as UploadAnswer & { code: string; detail: string },
    };
  };

  it('name every bad row and keep the good ones', async () => {
    const { status, body } = await upload('﻿serial\r\nA1\r\n"B ""2"\r\nA1\r\nB(2)\r\n');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      rows: 4,
      badRows: 2,
      errors: [
        { row: 2, value: 'B "2', code: 'INVALID_INPUT' },
        { row: 3, value: 'A1', code: 'DUPLICATE_ITEM' },
      ],
    });
    expect(await api.app.get(Uploads).open(MAKER, body.id)).toMatchObject({ good: ['A1', 'B(2)'] });
    expect(await api.app.get(Uploads).open(OTHER, body.id)).toBeUndefined();
  });

  it('find the column among others', async () => {
    const { body } = await upload('lot;Serial;note\nL;A1;x\nL;A2;y\n', 'text/csv; charset=utf-8');
    expect(body).toMatchObject({ rows: 2, errors: [] });
  });

  it.each([
    ['', 'the first line has a column named serial'],
    ['number\n1\n', 'the first line has a column named serial'],
    ['serial\n', 'there is at least one row after the header'],
  ])('refuse %j with the rule', async (text, rule) => {
    const { status, body } = await upload(text);
    expect([status, body.code]).toEqual([400, 'INVALID_INPUT']);
    expect(body.detail).toContain(rule);
  });

  it('refuse broken quotes and cells without end', async () => {
    expect((await upload('serial\n"A1\n')).status).toBe(400);
    expect((await upload('{"serial":1}\n')).status).toBe(400);
    expect((await upload('serial\nA"1\n')).status).toBe(400);
    expect((await upload(`serial\n${'A'.repeat(50_000)}\n`)).status).toBe(413);
    expect((await upload('{}', 'application/json')).status).toBe(400);
  });

  it('take a million rows', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => `S${i}`).join('\n');
    const { status, body } = await upload(`serial\n${rows}\n`);
    expect([status, body.rows, body.badRows]).toEqual([201, 1_000_000, 0]);
  });
});
