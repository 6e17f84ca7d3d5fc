import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { InputError, minorOf, readTable, stampOf } from '../../demo/input.js';
import { readOptions } from '../../demo/options.js';
import { folderWith } from './support.js';

const read = (text: string) => readTable(folderWith({ 't.csv': text }), 't', ['id', 'price']);

describe('a table', () => {
  test('is read by the names of its columns, packed or not', () => {
    expect(read('price,more,id\n1.5,x,a\n')[0]).toMatchObject({ id: 'a', price: '1.5' });
    const folder = folderWith({});
    writeFileSync(join(folder, 't.csv.gz'), gzipSync('id,price\na,2\n'));
    expect(readTable(folder, 't', ['id'])[0]?.id).toBe('a');
  });

  test('may hold quoted fields with commas and quotes in them', () => {
    expect(read('id,price\n"a, ""b""",\n')[0]).toMatchObject({ id: 'a, "b"', price: '' });
  });

  test.each([
    ['has no such column', 'id\na\n', /no column "price"; it has: id/],
    ['has a row of another length', 'id,price\na,1\nb\n', /t\.csv, line 3: 1 fields where 2 belong/],
  ])('that %s is refused with the place', (_, text, message) => {
    expect(() => read(text)).toThrowError(message);
    expect(() => read(text)).toThrowError(InputError);
  });

  test('that is missing or cannot be unpacked is refused', () => {
    const folder = folderWith({ 'broken.csv.gz': 'not packed' });
    expect(() => readTable(folder, 'none', ['id'])).toThrowError(/neither none\.csv\.gz nor none\.csv/);
    expect(() => readTable(folder, 'broken', ['id'])).toThrowError(/cannot be unpacked/);
  });

  test('gives amounts in minor units and times in parts, or says what it read instead', () => {
    const [row] = read('id,price\n2011-04-01 08:26,12.5\n');
    if (row === undefined) throw new Error('no row');
    expect(minorOf(row, 'price')).toBe(1250);
    expect(stampOf(row, 'id')).toEqual([2011, 3, 1, 8, 26, 0]);
    expect(() => minorOf(row, 'id')).toThrowError(/t\.csv, line 2: id is "2011-04-01 08:26", which is not an amount/);
    expect(() => stampOf({ ...row, id: '2011-02-30 08:26' }, 'id')).toThrowError(/not a date and time/);
  });
});

test('options that make no sense are refused with what they have to be', () => {
  expect(readOptions([])).toMatchObject({ store: 'pglite', seed: 2011, late: 'timestamp', quiet: false });
  expect(() => readOptions(['--limit', '0'])).toThrowError(/whole number of at least 1/);
  expect(() => readOptions(['--late', 'never'])).toThrowError(/timestamp or calendarDay/);
  expect(() => readOptions(['--colour'])).toThrowError(InputError);
});
