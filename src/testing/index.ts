export {
  BrokenPromise,
  type ContractCase,
  type Runner,
  runStoreContract,
  type StoreFactory,
  storeContract,
} from './contract/index.js';
export { specification } from './specification.js';
