// #region first-order
import { createDesk } from 'orderwright';
import { memoryStore } from 'orderwright/memory';

const desk = createDesk({ store: memoryStore() }).as({ role: 'owner', id: 'amy' });
const lines = [{ id: '1', sku: 'mug', quantity: 2, unitPrice: 1999 }];
const cart = { channel: 'web', buyer: 'b', region: { country: 'CN' }, currency: 'CNY', lines, total: 3998, paid: 3998 };

const accepted = await desk.stock
  .receive('mug@main', { quantity: 10 })
  .andThen(() => desk.orders.place('o-1', cart))
  .andThen(() => desk.orders.accept('o-1'));

accepted.match(
  ({ status }) => console.log(`o-1 is ${status}`), // o-1 is accepted
  ({ message, remedy }) => console.log(message, remedy),
);
// #endregion first-order

export const main = async (): Promise<string> => accepted.map(({ status }) => status).unwrapOr('refused');
