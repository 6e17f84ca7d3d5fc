/** Reads whole numbers. An index outside reads 0, which never happens in code that is right; the engine removes the test. */
export const at = (array: Int32Array, index: number): number => array[index] ?? 0;

/** The same for volumes and scores, which need 53 bits or fractions. Two functions, so that each sees one kind of array. */
export const realAt = (array: Float64Array, index: number): number => array[index] ?? 0;
