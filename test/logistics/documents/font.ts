import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

const require = createRequire(import.meta.url);

/** Noto Sans SC (OFL-1.1) as a TrueType font, unpacked from its WOFF 1.0 file: header, directory, one deflated table each. */
export function chineseFont(weight: 400 | 700): Uint8Array {
  const woff = readFileSync(
    require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`),
  );
  const tables = woff.readUInt16BE(12);
  const directory = Buffer.alloc(12 + 16 * tables);
  const power = Math.floor(Math.log2(tables));
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(tables, 4);
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(tables * 16 - 2 ** power * 16, 10);
  const parts: Buffer[] = [directory];
  let at = directory.length;
  for (let table = 0; table < tables; table += 1) {
    const [from, to] = [44 + 20 * table, 12 + 16 * table];
    const [offset, packed, length] = [4, 8, 12].map((place) => woff.readUInt32BE(from + place)) as [
      number,
      number,
      number,
    ];
    const data = woff.subarray(offset, offset + packed);
    woff.copy(directory, to, from, from + 4);
    woff.copy(directory, to + 4, from + 16, from + 20);
    directory.writeUInt32BE(at, to + 8);
    directory.writeUInt32BE(length, to + 12);
    const padding = (4 - (length % 4)) % 4;
    parts.push(packed < length ? inflateSync(data) : data, Buffer.alloc(padding));
    at += length + padding;
  }
  return new Uint8Array(Buffer.concat(parts));
}
