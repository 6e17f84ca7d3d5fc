import { describe, test } from 'vitest';
import { postgresStore } from '../../src/stores/postgres/index.js';
import { runStoreContract } from '../../src/testing/contract/index.js';
import { CUT_ALL, database } from './support/postgres.js';

const { connect, admin } = await database();
let handles = [connect(), connect()] as const;
let opened = 0;

runStoreContract({ describe, test }, 'postgresStore', {
  open: (merchant) => postgresStore({ pool: handles[opened++ % 2 === 0 ? 0 : 1], merchant }),
  reopen: (merchant) => postgresStore({ pool: connect(), merchant }),
  async crash() {
    await admin.query(CUT_ALL);
    handles = [connect(), connect()];
  },
});
