import type {
  BoxInstructionsFacts,
  DeliveryNoteFacts,
  PackingSlipFacts,
  ParcelLabelFacts,
  PickListFacts,
  ReturnSlipFacts,
} from '../../../src/logistics/documents/index.js';

/** One red pixel. */
export const logo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

/** Plain text of persons that no paper shows unless it is asked to. */
export const secrets = [
  '王小明',
  '小明',
  '13800138000',
  '38001',
  '478号',
  '301室',
  'Zoë Smith',
  'Smith',
  '7911 123456',
  'Baker',
];

export const buyer = {
  name: '王小明',
  phone: '+86 138-0013-8000'.replaceAll('-', ''),
  address: '文三路478号2栋301室',
  region: { country: 'CN', province: '浙江省', city: '杭州市', district: '西湖区' },
};
export const seller = {
  name: 'Zoë Smith',
  phone: '+44 7911 123456',
  address: '221B Baker Street',
  region: { country: 'GB', city: 'London' },
};
const shop = { name: '清和茶舍' };
const lines = [
  { sku: 'tea-green', title: '明前龙井 250 克', quantity: 2 },
  { sku: 'mug-blue', title: '青花马克杯', quantity: 1, ordered: 2, note: '刻字：平安' },
];
const common = { language: 'zh-CN' as const, shop, order: 'o-1', date: '2026-11-29' };

export const slip: PackingSlipFacts = {
  ...common,
  lines,
  recipient: buyer,
  parcel: { number: 1, of: 2 },
  note: '请勿按铃',
  thanks: '感谢惠顾！',
};
export const note: DeliveryNoteFacts = {
  ...common,
  lines,
  recipient: buyer,
  sender: seller,
  carrier: '顺丰速运',
  waybill: 'SF1234567890',
};
export const back: ReturnSlipFacts = {
  ...common,
  return: 'r-7',
  lines,
  buyer,
  returnTo: { name: '清和茶舍 退货组', address: '杭州市西湖区龙井路1号', phone: '0571-87654321' },
  returnBy: '2026-12-06',
};
export const picks: PickListFacts = {
  language: 'zh-CN',
  shop,
  list: 'w-12',
  date: '2026-11-29',
  location: 'hz-1',
  picker: '王小明',
  lines: ['A-10-1', 'B-1-1', 'A-2-12', 'A-2-3'].map((bin, index) => ({
    bin,
    sku: `sku-${index}`,
    title: `货 ${index}`,
    quantity: index + 1,
    order: 'o-1',
  })),
};
export const label: ParcelLabelFacts = {
  language: 'zh-CN',
  shop,
  carrier: '顺丰速运',
  service: '标快',
  waybill: 'SF1234567890',
  route: '571-W-12',
  recipient: buyer,
  sender: seller,
  order: 'o-1',
  parcel: { number: 1, of: 2 },
  weightGrams: 1540,
  handling: ['fragile', 'upright'],
  qr: 'SF1234567890',
};
export const steps: BoxInstructionsFacts = {
  ...common,
  box: { id: 'C2', title: '双层纸箱' },
  weightGrams: 1540,
  materials: [{ what: '气泡膜', amount: '1.2 m' }],
  steps: [
    { sku: 'atlas', title: '世界地图册', how: '正放' },
    { sku: 'mug-blue', title: '青花马克杯', how: '正放' },
  ],
};
