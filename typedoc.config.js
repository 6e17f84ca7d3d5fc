import { entries } from './scripts/entries.mjs';

/** @type {Partial<import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions>} */
export default {
  entryPoints: entries.map(({ source }) => source),
  plugin: ['typedoc-plugin-markdown'],
  outputs: [
    { name: 'html', path: 'site' },
    { name: 'markdown', path: 'site/markdown' },
  ],
  // Declarations are made by tsup, of the entry points alone; here every file of tsconfig.json is looked at.
  compilerOptions: { declaration: false },
  excludeInternal: true,
  excludePrivate: true,
  disableSources: true,
  // Helper types stand in signatures and need no page of their own.
  validation: { notExported: false, invalidLink: true, notDocumented: false },
  readme: 'none',
};
