import { FONT } from './svg.js';
import type { Text } from './words.js';

/** A number that matters, large. */
export interface Figure {
  readonly value: string;
  readonly label: Text;
  readonly mood?: 'good' | 'bad';
}

export interface Section {
  /** Says what was found. */
  readonly title: Text;
  readonly subtitle: Text;
  /** What the colours mean. In HTML, since only the reader's browser knows how wide a text is. */
  readonly legend?: readonly (Text & { readonly colour: string })[];
  /** SVG, one below the other. */
  readonly charts: readonly string[];
  /** Below the charts. */
  readonly grid?: Grid;
}

/** Rows under named columns; the last column holds sentences. */
export interface Grid {
  readonly head: readonly Text[];
  readonly rows: readonly (readonly Text[])[];
}

export interface Table {
  readonly title: Text;
  readonly rows: readonly (readonly [string, string])[];
}

export interface Page {
  readonly title: Text;
  readonly period: string;
  readonly lead: Text;
  readonly source: string;
  readonly notes: readonly string[];
  readonly wrong: readonly string[];
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
  readonly tables: readonly Table[];
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const both = ({ en, zh }: Text): string =>
  en === zh
    ? escaped(en)
    : `<span class="en" lang="en">${escaped(en)}</span><span class="zh" lang="zh-CN">${escaped(zh)}</span>`;

/** The languages are switched by a choice without any script. */
export function page({ title, period, lead, source, notes, wrong, figures, sections, tables }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title.en)} · Orderwright</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<div class="bar"><span class="brand">Orderwright</span>
<form class="languages"><label><input type="radio" name="language" id="en" checked> English</label>
<label><input type="radio" name="language" id="zh"> 中文</label></form></div>
<h1>${both(title)}</h1>
<p class="period">${escaped(period)}</p>
<p class="lead">${both(lead)}</p>
${wrong.length > 0 ? `<ul class="wrong">${wrong.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>` : ''}
<dl class="figures">${figures.map(figureOf).join('')}</dl>
</header>
<main>
${sections.map(sectionOf).join('\n')}
<section class="tables">${tables.map(tableOf).join('')}</section>
</main>
<footer>
<h2>${both({ en: 'What is real here, and what is simulated', zh: '哪些是真实数据，哪些是模拟' })}</h2>
<ul>${[`Source: ${source}.`, ...notes].map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>
</footer>
</body>
</html>
`;
}

const figureOf = ({ value, label, mood = 'good' }: Figure): string =>
  `<div class="figure ${mood}"><dt>${both(label)}</dt><dd>${escaped(value)}</dd></div>`;

const sectionOf = ({ title, subtitle, legend = [], charts, grid }: Section): string => `<section>
<h2>${both(title)}</h2>
<p>${both(subtitle)}</p>
${legend.length > 0 ? `<ul class="legend">${legend.map(keyOf).join('')}</ul>` : ''}
${charts.map((chart) => `<div class="chart">${chart}</div>`).join('\n')}
${grid === undefined ? '' : gridOf(grid)}</section>`;

const gridOf = ({ head, rows }: Grid): string => `<div class="grid"><table>
<thead><tr>${head.map((name) => `<th scope="col">${both(name)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${both(cell)}</td>`).join('')}</tr>`).join('\n')}</tbody>
</table></div>
`;

const keyOf = ({ colour, ...text }: Text & { readonly colour: string }): string =>
  `<li><i style="background:${colour}"></i>${both(text)}</li>`;

function tableOf({ title, rows }: Table): string {
  if (rows.length === 0) return '';
  const body = rows.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('');
  return `<div class="table"><h3>${both(title)}</h3><table>${body}</table></div>`;
}

const STYLE = `
:root { color: #1f2933; background: #f4f5f7; font: 16px/1.5 ${FONT}; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1136px; padding: 24px; }
.zh { display: none; }
body:has(#zh:checked) .en { display: none; }
body:has(#zh:checked) .zh { display: inline; }
.bar { display: flex; justify-content: space-between; align-items: center; }
.brand { font-weight: 700; letter-spacing: .02em; color: #244f80; }
.languages label { margin-left: 12px; font-size: 14px; color: #52606d; cursor: pointer; }
h1 { font-size: 32px; line-height: 1.2; margin: 24px 0 4px; }
.period { margin: 0; color: #52606d; }
.lead { margin: 12px 0 20px; max-width: 760px; }
.wrong { background: #fbeae8; border-left: 4px solid #c8443a; padding: 12px 12px 12px 32px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(168px, 1fr)); gap: 12px; margin: 0 0 24px; }
.figure { background: #fff; border-radius: 10px; padding: 14px 16px; border-top: 4px solid #2f8f6b; }
.figure.bad { border-top-color: #c8443a; }
.figure dt { font-size: 13px; color: #52606d; }
.figure dd { margin: 2px 0 0; font-size: 24px; font-weight: 650; font-variant-numeric: tabular-nums; }
section { background: #fff; border-radius: 10px; padding: 20px 24px; margin: 0 0 20px; }
h2 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; }
h3 { font-size: 15px; margin: 0 0 6px; }
section > p { margin: 0 0 14px; color: #52606d; font-size: 14px; max-width: 820px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 6px; padding: 0; }
.legend li { list-style: none; font-size: 13px; }
.legend i { display: inline-block; width: 14px; height: 10px; border-radius: 3px; margin-right: 6px; }
.chart { overflow-x: auto; }
.chart svg { display: block; width: 100%; min-width: 720px; height: auto; }
.chart + .chart { margin-top: 18px; }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 24px 40px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; font-weight: 400; padding: 3px 0; border-bottom: 1px solid #e4e7eb; vertical-align: top; }
th { padding-right: 16px; overflow-wrap: anywhere; }
td { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.grid { overflow-x: auto; margin-top: 14px; }
.grid table { min-width: 860px; }
.grid th, .grid td { padding: 6px 16px 6px 0; text-align: left; white-space: nowrap; }
.grid th { color: #52606d; }
.grid td:first-child, .grid td:last-child { white-space: normal; }
.grid td:first-child { min-width: 150px; }
.grid td:last-child { min-width: 320px; padding-right: 0; color: #52606d; }
footer { font-size: 14px; color: #52606d; padding: 4px 24px 24px; }
footer h2 { font-size: 16px; color: #1f2933; }
footer ul { padding-left: 20px; margin: 6px 0; }
`;
