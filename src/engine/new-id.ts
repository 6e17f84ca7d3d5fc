/**
 * Makes ids for commands whose caller named none: 128 random bits for the desk, then a running number, so that ids of
 * different desks and processes never meet. A host with a better source passes `newId` to createDesk.
 */
export function newIds(): () => string {
  // eslint-disable-next-line no-restricted-syntax -- The default of a port: two desks that made the same ids would mistake each other's commands for repeated ones.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const desk = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  let count = 0;
  return () => {
    count += 1;
    return `${desk}-${count.toString(36)}`;
  };
}
