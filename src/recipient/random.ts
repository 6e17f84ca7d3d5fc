/** Bytes that nobody can foresee: keys and start values. The one place in the core that chance may come from. */
export const unforeseeableBytes = (count: number): Uint8Array<ArrayBuffer> =>
  // eslint-disable-next-line no-restricted-syntax -- A start value that a caller could repeat would break AES-GCM.
  crypto.getRandomValues(new Uint8Array(count));
