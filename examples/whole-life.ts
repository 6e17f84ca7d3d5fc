import { createDesk, type Store } from 'orderwright';
import { orThrow } from './or-throw.js';

/** One order from stock to a returned mug. */
export async function main(store: Store): Promise<{ order: string; case: string; onHand: number }> {
  // #region roles
  const desk = createDesk({ store });
  const owner = desk.as({ role: 'owner', id: 'amy' });
  const packer = desk.as({ role: 'packer', id: 'bo' });
  const buyer = desk.as({ role: 'buyer', id: 'b-1' });
  const carrier = desk.as({ role: 'carrier', id: 'sf' });
  // #endregion roles

  orThrow(await owner.stock.receive('mug@main', { quantity: 10 }));
  const lines = [{ id: '1', sku: 'mug', quantity: 2, unitPrice: 1999 }];
  const order = { channel: 'web', buyer: 'b-1', region: { country: 'CN' }, currency: 'CNY', lines, total: 3998 };
  orThrow(await buyer.orders.place('o-1', order));
  orThrow(await owner.orders.notePayment('o-1', { amount: 3998 }));
  orThrow(await owner.orders.accept('o-1'));

  // #region ship
  // Accepting has opened one fulfilment per location: `o-1#1`.
  orThrow(await packer.fulfilments.packParcel('o-1#1', { parcel: 'p-1', lines: [{ line: '1', quantity: 2 }] }));
  orThrow(await packer.parcels.assignWaybill('p-1', { carrier: 'SF', number: 'SF1234567890123' }));
  orThrow(await packer.parcels.ship('p-1'));
  orThrow(await carrier.parcels.recordScan('p-1', { scan: { status: 'delivered', scannedAt: desk.now() } }));
  orThrow(await buyer.orders.confirmReceipt('o-1'));
  // #endregion ship

  // #region return
  orThrow(
    await buyer.cases.open('c-1', {
      order: 'o-1',
      remedy: 'returnAndRefund',
      lines: [{ line: '1', quantity: 1 }],
      reason: { code: 'damaged', text: 'the handle is off' },
      received: 'received',
      evidence: ['https://example.com/handle.jpg'],
    }),
  );
  orThrow(await owner.cases.agree('c-1'));
  orThrow(await buyer.cases.noteReturnShipped('c-1', { carrier: 'SF', number: 'SF9876543210987' }));
  orThrow(await packer.cases.noteReturnArrived('c-1'));
  const found = { line: '1', counted: 1, accepted: 1, refused: 0, disposition: 'damaged' } as const;
  orThrow(await packer.cases.inspectReturn('c-1', { lines: [found] }));
  // The refund is granted now: 19.99 CNY, with a message PayRefund. When it is paid:
  orThrow(await owner.cases.noteRefundPaid('c-1', { reference: 'pay-77' }));
  // #endregion return

  const stock = orThrow(await desk.stock.get('mug@main'));
  const [last, after] = [orThrow(await desk.orders.get('o-1')), orThrow(await desk.cases.get('c-1'))];
  return { order: last.state.status, case: after.state.status, onHand: stock.state.onHand };
}
