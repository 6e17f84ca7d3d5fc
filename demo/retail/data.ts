import type { Instant } from 'orderwright';
import { minorOf, type Row, readTable, stampOf, wholeOf } from '../input.js';
import type { Listed } from '../scenario.js';
import { Tally } from '../tally.js';
import { countryOf, isGoods } from './codes.js';
import { localInstant } from './hours.js';

export interface SaleLine {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** An invoice with goods: an order. */
export interface Sale {
  readonly id: string;
  readonly at: Instant;
  readonly buyer: string;
  readonly country: string;
  readonly lines: readonly SaleLine[];
  /** Postage, carriage and other charges; a negative sum is a discount. */
  readonly charges: number;
}

/** A line without price and customer: the shop corrected its stock. */
export interface Adjustment {
  readonly id: string;
  readonly at: Instant;
  readonly sku: string;
  readonly quantity: number;
}

/** What a C-invoice takes back of one order. */
export interface Credit {
  readonly id: string;
  readonly at: Instant;
  readonly sale: Sale;
  readonly lines: readonly { readonly line: string; readonly quantity: number }[];
}

export interface Trade {
  readonly sales: readonly Sale[];
  readonly adjustments: readonly Adjustment[];
  readonly credits: readonly Credit[];
  /** Descriptions, by SKU. */
  readonly titles: ReadonlyMap<string, string>;
  readonly listed: Listed[];
  readonly anomalies: Tally;
}

const COLUMNS = [
  'invoice_no',
  'stock_code',
  'quantity',
  'invoice_date',
  'unit_price',
  'customer_id',
  'country',
] as const;
type InvoiceLine = Row<(typeof COLUMNS)[number]>;

/** Reads invoices in the layout of UCI Online Retail, and says of each what it was. */
export function readTrade(folder: string, limit = Number.POSITIVE_INFINITY): Trade {
  const lines = readTable(folder, 'lines', COLUMNS);
  const titles = readTable(folder, 'items', ['stock_code', 'description']);
  const invoices = new Map<string, InvoiceLine[]>();
  for (const line of lines) {
    const invoice = invoices.get(line.invoice_no);
    if (invoice === undefined) invoices.set(line.invoice_no, [line]);
    else invoice.push(line);
  }
  const trade = {
    sales: [] as Sale[],
    adjustments: [] as Adjustment[],
    listed: [] as Listed[],
    anomalies: oddities(lines),
    titles: new Map(titles.map(({ stock_code, description }) => [stock_code.toUpperCase(), description])),
  };
  const credited: InvoiceLine[][] = [];
  for (const [id, invoice] of invoices) {
    if (trade.sales.length >= limit) break;
    if (id.startsWith('C')) credited.push(invoice);
    else sort(id, invoice, trade);
  }
  return { ...trade, credits: match(credited, trade.sales, trade.listed) };
}

function sort(id: string, invoice: readonly InvoiceLine[], { sales, adjustments, listed }: Omit<Trade, 'credits'>) {
  const [first] = invoice;
  if (first === undefined) return;
  const at = localInstant(stampOf(first, 'invoice_date'));
  const goods = invoice.filter((line) => isGoods(line.stock_code));
  if (goods.length === 0) listed.push({ id, reason: 'noGoods' });
  else if (invoice.every((line) => minorOf(line, 'unit_price') === 0 && line.customer_id === '')) {
    for (const line of goods) {
      const quantity = wholeOf(line, 'quantity');
      (adjustments as Adjustment[]).push({ id, at, sku: skuOf(line), quantity });
    }
  } else if (goods.some((line) => wholeOf(line, 'quantity') <= 0)) listed.push({ id, reason: 'negativeQuantity' });
  else {
    const charges = invoice.filter((line) => !goods.includes(line));
    (sales as Sale[]).push({
      id,
      at,
      buyer: first.customer_id || `guest-${id}`,
      country: countryOf(first.country),
      lines: goods.map((line, index) => ({
        id: String(index + 1),
        sku: skuOf(line),
        quantity: wholeOf(line, 'quantity'),
        unitPrice: minorOf(line, 'unit_price'),
      })),
      charges: charges.reduce((sum, line) => sum + minorOf(line, 'unit_price') * wholeOf(line, 'quantity'), 0),
    });
  }
}

/** `85123a` and `85123A` are one article. */
const skuOf = ({ stock_code }: InvoiceLine): string => stock_code.toUpperCase();

/** Finds the sales that a C-invoice takes back: of the same customer and SKU, the latest first. */
function match(credited: readonly InvoiceLine[][], sales: readonly Sale[], listed: Listed[]): Credit[] {
  const sold = new Map<string, { sale: Sale; line: string; left: number }[]>();
  for (const sale of sales) {
    for (const { id: line, sku, quantity } of sale.lines) {
      const key = `${sale.buyer} ${sku}`;
      sold.set(key, [{ sale, line, left: quantity }, ...(sold.get(key) ?? [])]);
    }
  }
  return credited.flatMap((invoice) => {
    const found = new Map<Sale, { line: string; quantity: number }[]>();
    for (const row of invoice) {
      const id = `${row.invoice_no} ${row.stock_code}`;
      const at = localInstant(stampOf(row, 'invoice_date'));
      if (!isGoods(row.stock_code)) listed.push({ id, reason: 'creditOfNoGoods' });
      else if (row.customer_id === '') listed.push({ id, reason: 'creditWithoutCustomer' });
      else {
        let wanted = -wholeOf(row, 'quantity');
        for (const one of sold.get(`${row.customer_id} ${skuOf(row)}`) ?? []) {
          const quantity = one.sale.at > at ? 0 : Math.min(wanted, one.left);
          if (quantity <= 0) continue;
          found.set(one.sale, [...(found.get(one.sale) ?? []), { line: one.line, quantity }]);
          one.left -= quantity;
          wanted -= quantity;
        }
        if (wanted > 0) listed.push({ id, reason: 'creditOfSaleNotInData' });
      }
    }
    const [first] = invoice;
    if (first === undefined) return [];
    const at = localInstant(stampOf(first, 'invoice_date'));
    return [...found].map(([sale, lines]) => ({ id: `${first.invoice_no}-${sale.id}`, at, sale, lines }));
  });
}

/** Counted, and taken as they are. */
function oddities(lines: readonly InvoiceLine[]): Tally {
  const tally = new Tally();
  const seen = new Set<string>();
  for (const { where: _, ...fields } of lines) {
    const text = Object.values(fields).join('\n');
    tally.add('duplicateRow', seen.has(text) ? 1 : 0);
    seen.add(text);
    const { stock_code, unit_price, customer_id, country, invoice_no, quantity } = fields;
    tally.add('codeInSmallLetters', stock_code !== stock_code.toUpperCase() ? 1 : 0);
    tally.add('finerThanAPenny', /\.\d{3}/.test(unit_price) ? 1 : 0);
    tally.add('zeroPriceLine', Number(unit_price) === 0 ? 1 : 0);
    tally.add('lineWithoutCustomer', customer_id === '' ? 1 : 0);
    tally.add('countryUnknown', countryOf(country) === 'ZZ' ? 1 : 0);
    tally.add('negativeWithoutCreditNote', Number(quantity) < 0 && !invoice_no.startsWith('C') ? 1 : 0);
  }
  return tally;
}
