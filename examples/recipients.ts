import { createDesk, createVault, type KeyPort, memoryKeys, type PersonRef, type Store } from 'orderwright';
import { orThrow } from './or-throw.js';

// #region key-port
/** A table of the shop's own: one row per person's key, sealed by the key service; or a row that says "destroyed". */
export interface KeyTable {
  rows(person: string): Promise<readonly { id: string; wrapped: Uint8Array }[] | 'destroyed'>;
  add(person: string, row: { id: string; wrapped: Uint8Array }): Promise<void>;
  destroy(person: string): Promise<void>;
}

/** Keys in a table, each wrapped by a key that never leaves the key service. */
export function tableKeys(
  table: KeyTable,
  service: { wrap(key: Uint8Array): Promise<Uint8Array>; unwrap(key: Uint8Array): Promise<Uint8Array> },
): KeyPort {
  const nameOf = ({ merchant, recipient }: PersonRef) => `${merchant}/${recipient}`;
  return {
    async newest(person) {
      const rows = await table.rows(nameOf(person));
      if (rows === 'destroyed') return undefined;
      const last = rows.at(-1);
      if (last !== undefined) return { id: last.id, key: await service.unwrap(last.wrapped) };
      const key = crypto.getRandomValues(new Uint8Array(32));
      await table.add(nameOf(person), { id: 'k1', wrapped: await service.wrap(key) });
      return { id: 'k1', key };
    },
    async find(person, keyId) {
      const rows = await table.rows(nameOf(person));
      const row = rows === 'destroyed' ? undefined : rows.find(({ id }) => id === keyId);
      return row && service.unwrap(row.wrapped);
    },
    destroy: (person) => table.destroy(nameOf(person)),
  };
}
// #endregion key-port

export async function main(store: Store): Promise<{ shown: string; label: string; after: string }> {
  // #region record
  const vault = createVault(memoryKeys()); // in production: a KeyPort on your key service
  const desk = createDesk({ store, vault, merchant: 'teahouse' }).as({ role: 'owner', id: 'amy' });

  const region = { country: 'CN', province: 'Zhejiang', city: 'Hangzhou' };
  const person = { name: '王小明', phone: '13800138000', address: '文三路478号', region };
  orThrow(await desk.recipients.record('r-1', { person }));

  const kept = orThrow(await desk.recipients.get('r-1')).state;
  const shown = kept.status === 'kept' ? JSON.stringify(kept.masked) : '';
  console.log(shown); // {"name":"王**","phone":"******8000","address":"文三路****"}
  // #endregion record

  // #region reveal
  const packer = desk.as({ role: 'packer', id: 'bo' });
  const purpose = { purpose: 'shipping', fields: ['name', 'phone', 'address'], concerns: 'p-1' } as const;
  const opened = orThrow(await packer.recipients.reveal('r-1', { ...purpose, fields: [...purpose.fields] }));
  const label = `${opened.read('name')}, ${opened.read('phone')}, ${opened.read('address')}`;
  console.log(`label printed for ${opened}`); // label printed for 王** ******8000 文三路****
  // #endregion reveal

  // #region erase
  orThrow(await desk.recipients.erase('r-1', { reason: 'askedByPerson' }));
  const again = await packer.recipients.reveal('r-1', { purpose: 'service', fields: ['name'] });
  console.log(again.isErr() && again.error.code); // record.command_not_allowed_now
  // #endregion erase
  return { shown, label, after: again.isErr() ? again.error.code : '' };
}
