/**
 * A short fingerprint of a command's content, to tell a repeated command from another one under the same id. Two
 * 32-bit hashes (the multiply-xorshift family of MurmurHash3's finaliser); it guards against mistakes, not forgery.
 */
export function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return hex(mixed(a, b)) + hex(mixed(b, a));
}

const mixed = (x: number, y: number): number =>
  Math.imul(x ^ (x >>> 16), 2246822507) ^ Math.imul(y ^ (y >>> 13), 3266489909);

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
