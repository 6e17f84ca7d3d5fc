import { entries } from './scripts/entries.mjs';

/** @type {Partial<import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions>} */
export default {
  entryPoints: entries.map(({ source }) => source),
  plugin: ['typedoc-plugin-markdown'],
  outputs: [
    { name: 'html', path: 'site' },
    { name: 'markdown', path: 'site/markdown' },
  ],
  excludeInternal: true,
  excludePrivate: true,
  disableSources: true,
  readme: 'none',
};
