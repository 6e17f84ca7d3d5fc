import { server } from './shop.js';
import { median } from './measure.js';
const pgs = await server();
const { pool } = await pgs.fresh(1);
const rows = Array.from({ length: 96 }, (_, n) => ({ key: `order/o-${n}`, kind: 'order', id: `o-${n}`, version: 3, schema: 1, status: 'accepted', wake: 1795903646082, label: undefined, uniq: undefined, parent: 'order/o-1', buyer: 'b-1', channel: 'web', facts: '{"total":1999,"currency":"CNY","placedAt":1795903646082,"holds":0,"short":false}', search: `\no-${n}` }));
const COLUMNS = 'key text, kind text, id text, version bigint, schema int, status text, wake bigint, label text, uniq text, parent text, buyer text, channel text, facts text, search text';
const a = `select count(w.key) from json_to_recordset($1::json) as w (${COLUMNS})`;
const b = `select count(w.key) from unnest($1::text[], $2::bigint[], $3::int[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[]) as w (key, version, schema, status, wake, label, uniq, parent, buyer, channel, facts, search)`;
const col = (k: string) => rows.map((r) => (r as never)[k] ?? null);
const time = async (name: string, text: string, values: () => unknown[]) => { const t: number[] = []; const c0 = process.cpuUsage(); for (let i = 0; i < 1500; i++) { const s = performance.now(); await pool.query({ name, text, values: values() }); t.push(performance.now() - s); } const c = process.cpuUsage(c0); console.log(name, median(t).toFixed(3), 'ms', 'node cpu us', Math.round((c.user + c.system) / 1500)); };
for (let r = 0; r < 3; r++) { await time('json', a, () => [JSON.stringify(rows)]); await time('arrays', b, () => ['key', 'version', 'schema', 'status', 'wake', 'label', 'uniq', 'parent', 'buyer', 'channel', 'facts', 'search'].map(col)); }
await pgs.stop(); process.exit(0);
