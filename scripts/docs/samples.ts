import { calendarFailures } from '../../src/calendars/index.js';
import { instant } from '../../src/index.js';
import { FAILURES } from './records.js';

/** Every set of failures that the docs list. */
export const ALL = { ...FAILURES, calendar: calendarFailures };

type Makers = typeof ALL;
/** The values behind one example of each failure; the compiler asks for every one of them. */
type Samples = {
  readonly [Domain in keyof Makers]: {
    readonly [Name in keyof Makers[Domain]]: Makers[Domain][Name] extends (details: infer Details) => unknown
      ? Details
      : never;
  };
};

const at = (text: string) => instant(Date.parse(text));
const MONDAY = at('2026-03-02T04:00:00Z');
const TUESDAY = at('2026-03-03T04:00:00Z');
const CNY = 'CNY';
const line = { line: '1', asked: 3, left: 2 };

export const samples: Samples = {
  desk: {
    command_unknown: { kind: 'order', command: 'PaintOrder', known: ['PlaceOrder', 'AcceptOrder'] },
    actor_missing: { command: 'AcceptOrder' },
    command_id_used_for_another: { commandId: 'web-1' },
    command_id_reserved: { commandId: 'wake:order/o-1:3' },
    unique_taken: { kind: 'order', unique: 'web:2026-0001', holder: 'order/o-1' },
    too_many_conflicts: { attempts: 40 },
    outcome_unknown: { commandId: 'web-1', cause: 'connection lost' },
    decision_broke: { commandId: 'web-1', key: 'order/o-1', cause: 'the catalogue threw' },
    too_much_follows: { command: 'AcceptOrder', most: 20_000 },
    nothing_to_pack: { fulfilment: 'o-1#1' },
    carriers_missing: {},
    vault_missing: { recipient: 'r-1' },
    stock_keeps_moving: { id: 'mug@main', rounds: 20 },
    message_not_stuck: { id: 'web-1:0' },
  },
  record: {
    not_found: { kind: 'order', id: 'o-9' },
    exists_already: { kind: 'order', id: 'o-1', status: 'placed' },
    actor_not_permitted: {
      kind: 'order',
      command: 'AcceptOrder',
      role: 'buyer',
      permitted: ['owner', 'service', 'system'],
    },
    command_not_allowed_now: {
      kind: 'order',
      id: 'o-1',
      command: 'AcceptOrder',
      status: 'shipped',
      allowed: ['CancelOrder'],
    },
    obligation_not_open: { kind: 'shipBy', open: ['acceptBy'] },
    obligation_paused_already: { kind: 'shipBy' },
    obligation_not_paused: { kind: 'shipBy' },
    extension_must_be_later: { kind: 'shipBy', due: TUESDAY, asked: MONDAY, now: MONDAY },
  },
  order: {
    line_id_given_twice: { line: '1' },
    too_many_units: { units: 1_000_001, most: 1_000_000 },
    discount_exceeds_price: { where: 'line "1"', discount: 2500, price: 1999, currency: CNY },
    total_does_not_add_up: { given: 4000, computed: 3998, currency: CNY },
    paid_at_in_future: { paidAt: TUESDAY, now: MONDAY },
    paid_before_placed: { paidAt: MONDAY, placedAt: TUESDAY },
    paid_more_than_total: { paid: 5000, total: 3998, currency: CNY },
    not_awaited: { what: 'group', awaits: ['payment'] },
    held: { holds: ['fraud-check'] },
    hold_exists: { hold: 'fraud-check' },
    hold_unknown: { hold: 'fraud-check', holds: ['address'] },
    too_many_holds: { most: 20 },
    shortage: { missing: [{ sku: 'mug', wanted: 2, available: 1 }] },
    refund_exceeds_paid: { asked: { amount: 5000, currency: CNY }, left: { amount: 3998, currency: CNY } },
    line_unknown: { line: '9', lines: ['1', '2'] },
    more_than_there_is: { ...line, what: 'packed' },
    units_have_left: line,
    packed_already: { parcels: ['p-1'] },
  },
  stock: {
    id_not_sku_at_location: { id: 'mug' },
    hold_has_ended: { sku: 'mug', location: 'main', until: MONDAY },
    not_enough: { sku: 'mug', location: 'main', what: 'available', wanted: 3, there: 2 },
  },
  reservation: {
    has_expired: { id: 'o-1', until: MONDAY },
    not_held: { id: 'o-1', line: '1', location: 'main', asked: 3, held: 2 },
  },
  fulfilment: {
    line_given_twice: { line: '1' },
    line_unknown: { line: '9', lines: ['1', '2'] },
    more_than_there_is: { ...line, what: 'packed' },
    not_picked_yet: { line: '1', asked: 2, ready: 1 },
    not_inspected_yet: { line: '1', asked: 2, ready: 1 },
  },
  parcel: {
    line_given_twice: { line: '1' },
    waybill_number_malformed: { number: '?' },
    waybill_assigned_already: { carrier: 'SF', number: 'SF1234567890123' },
    waybill_missing: { parcel: 'p-1' },
    waybill_unchanged: { carrier: 'SF', number: 'SF1234567890123' },
    recalled: { recalledAt: MONDAY },
    not_uploaded_yet: { number: 'SF1234567890123', reason: 'the platform timed out' },
    arrived_back_already: { arrivedBackAt: MONDAY },
    line_unknown: { line: '9', lines: ['1', '2'] },
    more_than_it_held: { line: '1', asked: 3, held: 2 },
  },
  carrier: { none_left: { excluded: ['SF', 'ZTO'], otherwise: 'ZTO' } },
  aftersales: {
    order_unknown: { order: 'o-9' },
    deadline_not_yours: { kind: 'answerBy', role: 'buyer' },
    window_closed: { until: MONDAY, now: TUESDAY },
    too_many_cases: { cases: 5, most: 5 },
    inspected_already: { case: 'c-1' },
    no_return_expected: { case: 'c-1' },
    not_received_cannot_be_returned: { remedy: 'returnAndRefund' },
    line_unknown: { line: '9', lines: ['1', '2'] },
    units_not_shipped: line,
    units_settled_already: line,
    units_claimed_already: { ...line, cases: ['c-1'] },
    more_units_than_claimed: line,
    must_not_be_restocked: { line: '1', sku: 'aspirin' },
    arrived_in_future: { arrivedAt: TUESDAY, now: MONDAY },
    arrived_before_opened: { arrivedAt: MONDAY, openedAt: TUESDAY },
    merchant_still_in_time: { due: TUESDAY },
    second_person_needed: { person: 'amy' },
    approval_of_other_amount: { approved: 1000, waiting: 1999, currency: CNY },
    currency_differs: { given: 'EUR', currency: CNY },
    nothing_left_to_refund: { order: 'o-1', left: 0, currency: CNY },
    amount_exceeds_refundable: { asked: 5000, most: 3998, currency: CNY },
  },
  recipient: {
    erased: { recipient: 'r-1' },
    sealed_by_platform: { recipient: 'r-1', channel: 'pdd-1' },
    field_not_kept: { recipient: 'r-1', absent: ['phone'] },
    format_unknown: { recipient: 'r-1', field: 'phone' },
    not_authentic: { recipient: 'r-1', field: 'phone' },
  },
  calendar: {
    years_not_in_order: { fromYear: 2027, toYear: 2026, first: 2000, last: 2199, most: 50 },
    years_not_known: { years: [2030], library: 'chinese-days' },
    country_unknown: { country: 'XX' },
    make_up_days_not_known: { country: 'CN' },
    state_unknown: { country: 'DE', state: 'XX', states: ['BE', 'BY'] },
  },
};
