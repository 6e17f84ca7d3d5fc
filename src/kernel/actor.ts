import * as z from 'zod/mini';
import { Id } from './ids.js';
import { strictObject } from './strict-object.js';

/** Who acts. Merchant staff: owner, picker, packer, service, approver. Others: buyer, platform, carrier, system. */
export const Role = z.enum([
  'owner',
  'picker',
  'packer',
  'service',
  'approver',
  'buyer',
  'platform',
  'carrier',
  'system',
]);
export type Role = z.infer<typeof Role>;

/** Who gives a command: a role, and the id by which the host knows the person, platform or job. */
export const Actor = strictObject({ role: Role, id: Id });
export type Actor = z.infer<typeof Actor>;

/** The desk itself: wakes, follow-ups and automation. */
export const SYSTEM: Actor = { role: 'system', id: 'desk' };

/** Everybody who works for the merchant. */
export const STAFF = ['owner', 'picker', 'packer', 'service', 'approver'] as const satisfies readonly Role[];
/** Every role, in the order of the tables of the docs. */
export const ALL_ROLES: readonly Role[] = Role.options;
