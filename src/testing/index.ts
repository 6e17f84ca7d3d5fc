export {
  BrokenPromise,
  type ContractCase,
  type Runner,
  runStoreContract,
  type StoreFactory,
  storeContract,
} from './contract/index.js';
export { type Circumstances, type Outcome, specification } from './specification.js';
