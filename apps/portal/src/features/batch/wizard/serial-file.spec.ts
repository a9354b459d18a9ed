import { describe, expect, it } from 'vitest';
import { openCsv, splitLine } from './serial-file';

const file = (text: string) => new Blob([text]);

describe('a file of serials', () => {
  it('goes as it is where a column is called serial', async () => {
    const given = file('lot;Serial\nL;A1\n');
    const table = await openCsv(given);
    expect([table.first, table.column]).toEqual([['lot', 'Serial'], 1]);
    expect(table.csv(1, true)).toBe(given);
  });

  it.each(['', '\uFEFF'])('gets a heading where it has another one, or none (mark %j)', async (mark) => {
    const named = await openCsv(file(`${mark}序号,SN\r\n1,A1\r\n2,A2\r\n`));
    expect([named.first, named.column]).toEqual([['序号', 'SN'], undefined]);
    expect(await named.csv(1, true).text()).toBe('column1,serial\n1,A1\r\n2,A2\r\n');
    const bare = await openCsv(file(`${mark}A1\nA2\n`));
    expect(await bare.csv(0, false).text()).toBe('serial\nA1\nA2\n');
  });

  it('is refused where it is no text', async () => {
    await expect(openCsv(file('\0\u0001\n'))).rejects.toThrow('no text');
    await expect(openCsv(file('x'.repeat(70_000)))).rejects.toThrow('no text');
  });

  it('splits a line as the API does', () => {
    expect(splitLine('a,"b ""c"", d";e\tf,')).toEqual(['a', 'b "c", d', 'e', 'f', '']);
    expect(splitLine('')).toEqual(['']);
  });
});
