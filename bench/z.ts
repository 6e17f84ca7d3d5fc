import { server } from './shop.js';
import { postgresStore } from 'orderwright/postgres';
import { median } from './measure.js';
const pgs = await server();
const { pool } = await pgs.fresh(1);
await postgresStore({ pool, merchant: 'bench' });
await pool.query('set search_path = orderwright');
const INSERT = `insert into record (merchant,key,kind,id,version,schema,status,wake_at,at,label,uniq,parent,buyer,channel,facts,search,state,journal)
select 'bench', k.kind||'/o-'||($1::int*32+n), k.kind, 'o-'||($1::int*32+n), 1, 1, k.status, case when k.kind='order' then 1795903646082+n end, 1795903646082+$1::int, null, null, case when k.kind<>'order' then 'order/o-'||($1::int*32+n) end, case when k.kind='order' then 'b-1' end, null, '{"total":1999,"currency":"CNY","placedAt":1795903646082,"holds":0,"short":false}', E'\\no-'||n, $2::json, 1 from generate_series(1,1) n, (values ('order','accepted'),('reservation','held'),('fulfilment','open')) k(kind,status)`;
const state = JSON.stringify({ id: 'o-1', status: 'accepted', a: 'x'.repeat(20), channel: 'web', buyer: 'b-1', region: { country: 'CN' }, lines: [{ id: '1', sku: 'sku-0', unitPrice: 1999, goods: 1999, shipping: 0, tax: 0, ordered: 1, cancelled: 0, packed: 0 }], awaits: [], holds: [], locations: ['main'], placedAt: 1795903646082, readyAt: 1795903646082 });
let i = 0;
async function time(name: string) {
  const all: number[] = [];
  for (let r = 0; r < 600; r++) { const s = performance.now(); await pool.query({ name: 'i', text: INSERT, values: [i++, state] }); all.push(performance.now() - s); }
  console.log(name.padEnd(30), median(all.slice(100)).toFixed(2), 'ms');
}
await pool.query('set synchronous_commit=off');
const check = `check (case kind when 'stock' then
    (state->>'reserved')::bigint >= 0 and (state->>'damaged')::bigint >= 0 and (state->>'incoming')::bigint >= 0
    and (state->>'reserved')::bigint + (state->>'damaged')::bigint <= (state->>'onHand')::bigint
  else true end)`;
await pool.query(`create function sound(state json) returns boolean language plpgsql immutable as $$ begin return 
    (state->>'reserved')::bigint >= 0 and (state->>'damaged')::bigint >= 0 and (state->>'incoming')::bigint >= 0
    and (state->>'reserved')::bigint + (state->>'damaged')::bigint <= (state->>'onHand')::bigint; end $$`);
const variants: Record<string, string> = {
  'check': `alter table record add constraint stock_never_negative ${check}`,
  'function': "alter table record add constraint stock_never_negative check (kind <> 'stock' or sound(state))",
  'none': 'select 1',
};
for (let round = 0; round < 3; round++) for (const [name, ddl] of Object.entries(variants)) {
  await pool.query('alter table record drop constraint if exists stock_never_negative; truncate record');
  await pool.query(ddl);
  await time(name);
}
await pgs.stop(); process.exit(0);
