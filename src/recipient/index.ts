export { maskAddress, maskName, maskPerson, maskPhone } from '../kernel/index.js';
export { type RecipientFailure, recipientFailures } from './failures.js';
export { type AesKey, type KeyPort, type MemoryKeys, memoryKeys, type PersonKey, type PersonRef } from './keys.js';
export { recipientLifecycle } from './lifecycle.js';
export { recipientMachine } from './machine.js';

export { internationalPhone, Person, type PersonFields, parsePerson } from './person.js';
export { resealRecipient, revealRecipient, sealRecipient } from './recipients.js';
export { recipientRefusals } from './refusals.js';
export { RevealedPerson } from './revealed.js';
export * from './types.js';
export { createVault, type Vault } from './vault.js';
