export function metered<S extends object>(store: S): S & { meter: Map<string, {n:number, ms:number}> } {
  const meter = new Map<string, {n:number, ms:number}>();
  const out: any = { meter };
  for (const [k, f] of Object.entries(store) as any) out[k] = (...a: any[]) => {
    const t = performance.now(); const r = f(...a);
    const end = () => { const m = meter.get(k) ?? { n: 0, ms: 0 }; m.n++; m.ms += performance.now() - t; meter.set(k, m); };
    if (r && typeof r.then === 'function') return r.then((x: any) => { end(); return x; }); end(); return r; };
  return out;
}
