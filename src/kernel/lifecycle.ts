import type { Role } from './actor.js';
import type { ObligationCommand } from './obligation.js';

/** A record that does not exist yet stands in this row of the table. */
export const NEW = 'new';

/** One row of a lifecycle: in which statuses a command may be given, by whom, and where it may lead. */
export interface Row<Status extends string> {
  readonly from: readonly (Status | typeof NEW)[];
  readonly by: readonly Role[];
  readonly to: readonly Status[];
}

/**
 * What may happen to a record, as one table: statuses, commands, who may give them, and where they lead. Permissions,
 * diagrams, `view.allowed` and the walks of the tests are all read from it.
 */
export interface Lifecycle<Status extends string, Command extends string> {
  readonly statuses: readonly Status[];
  /** Statuses that a record never leaves. */
  readonly final: readonly Status[];
  /** Deadlines that follow another record's, and are moved there: nobody pauses, resumes or extends them here. */
  readonly deadlines?: 'led';
  readonly rows: Readonly<Record<Command, readonly Row<Status>[]>>;
}

/** Rows of what changes quantities or notes, and leaves the status as it is. */
export const stays = <Status extends string>(from: readonly Status[], by: readonly Role[]): Row<Status>[] =>
  from.map((status) => ({ from: [status], by, to: [status] }));

interface Typed {
  readonly type: string;
}

/** Rows for the commands about obligations, which every machine takes in every status that is not final. */
const OBLIGATION_ROLES: Readonly<Record<ObligationCommand['type'], readonly Role[]>> = {
  Wake: ['system'],
  PauseObligation: ['owner', 'platform', 'system'],
  ResumeObligation: ['owner', 'platform', 'system'],
  ExtendObligation: ['platform', 'system', 'owner'],
};
export const OBLIGATION_COMMANDS = Object.keys(OBLIGATION_ROLES) as readonly ObligationCommand['type'][];
export const isObligationCommand = (command: Typed): command is ObligationCommand =>
  Object.hasOwn(OBLIGATION_ROLES, command.type);

/** Where a command stands in the table for a status: who may give it. Undefined: not in this status. */
export function rolesFor(
  lifecycle: Lifecycle<string, string>,
  command: string,
  status: string,
): readonly Role[] | undefined {
  if (Object.hasOwn(OBLIGATION_ROLES, command)) {
    if (status === NEW || lifecycle.final.includes(status)) return undefined;
    if (lifecycle.deadlines === 'led' && command !== 'Wake') return undefined;
    return OBLIGATION_ROLES[command as ObligationCommand['type']];
  }
  if (!Object.hasOwn(lifecycle.rows, command)) return undefined;
  return lifecycle.rows[command]?.find(({ from }) => from.includes(status))?.by;
}

/** The commands that this role may give to a record in this status; in the order of the table. */
export const allowedIn = (lifecycle: Lifecycle<string, string>, status: string, role?: Role): readonly string[] =>
  Object.keys(lifecycle.rows).filter((command) => {
    const roles = rolesFor(lifecycle, command, status);
    return roles !== undefined && (role === undefined || roles.includes(role));
  });
