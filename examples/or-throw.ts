// #region or-throw
import type { Failure, Result } from 'orderwright';

/** For jobs and scripts that expect no refusal: the value, or an error that says what to do. */
export function orThrow<T>(result: Result<T, Failure>): T {
  if (result.isOk()) return result.value;
  const { code, message, remedy } = result.error;
  throw new Error(`${code}: ${message} ${remedy}`);
}
// #endregion or-throw
