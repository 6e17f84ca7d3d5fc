import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What is wrong with what the demo was given. It ends with exit code 2, and nothing has been written. */
export class InputError extends Error {}

/** One row of a table; `where` says which, for messages. */
export type Row<Column extends string> = Readonly<Record<Column, string>> & { readonly where: string };

const fileOf = (folder: string, name: string): string | undefined =>
  [`${name}.csv.gz`, `${name}.csv`].find((file) => existsSync(join(folder, file)));

export const hasTable = (folder: string, name: string): boolean => fileOf(folder, name) !== undefined;

/** Reads `name.csv` or `name.csv.gz` of a folder. Columns are found by their names; others are left out. */
export function readTable<const Column extends string>(
  folder: string,
  name: string,
  columns: readonly Column[],
): Row<Column>[] {
  const file = fileOf(folder, name);
  if (file === undefined) throw new InputError(`${folder} holds neither ${name}.csv.gz nor ${name}.csv.`);
  const lines = textOf(join(folder, file)).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const header = fieldsOf(lines[0] ?? '');
  const places = columns.map((column) => {
    const place = header.indexOf(column);
    if (place < 0) throw new InputError(`${file} has no column "${column}"; it has: ${header.join(', ')}.`);
    return [column, place] as const;
  });
  return lines.slice(1).map((line, index) => {
    const where = `${file}, line ${index + 2}`;
    const fields = fieldsOf(line);
    if (fields.length !== header.length) {
      throw new InputError(`${where}: ${fields.length} fields where ${header.length} belong.`);
    }
    const named = places.map(([column, place]) => [column, fields[place] ?? '']);
    return Object.assign(Object.fromEntries(named), { where }) as Row<Column>;
  });
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  try {
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new InputError(`${file} cannot be unpacked: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
}

const FIELD = /("(?:[^"]|"")*"|[^,]*)(?:,|$)/gy;

function fieldsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields = [...line.matchAll(FIELD)].map(([, field = '']) => field);
  if (!line.endsWith(',')) fields.pop();
  return fields.map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
}

/** `12.5` is 1250 minor units. What is finer than a minor unit is rounded. */
export function minorOf<Column extends string>(row: Row<Column>, column: Column): number {
  const text = row[column];
  if (!/^-?\d{1,10}(\.\d+)?$/.test(text)) throw misread(row, column, 'an amount');
  return Math.round(Number(text) * 100);
}

export function wholeOf<Column extends string>(row: Row<Column>, column: Column): number {
  const text = row[column];
  if (!/^-?\d{1,15}$/.test(text)) throw misread(row, column, 'a whole number');
  return Number(text);
}

const STAMP = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})(?::(\d{2}))?$/;

/** The parts of `2011-11-01 08:26` or `2017-10-02 10:56:33`: year, month from 0, day, hour, minute, second. */
export function stampOf<Column extends string>(row: Row<Column>, column: Column) {
  const [, ...parts] = STAMP.exec(row[column]) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part = '0') => Number(part));
  const read = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (parts.length === 0 || read.getUTCMonth() !== month - 1 || read.getUTCHours() !== hour) {
    throw misread(row, column, 'a date and time');
  }
  return [year, month - 1, day, hour, minute, second] as const;
}

function misread<Column extends string>(row: Row<Column>, column: Column, what: string): InputError {
  return new InputError(`${row.where}: ${column} is "${row[column].slice(0, 60)}", which is not ${what}.`);
}
