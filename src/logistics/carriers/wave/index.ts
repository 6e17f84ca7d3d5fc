export { type Highs, highsSolver } from './highs.js';
export { planWave, type Waiting, type WaveFailure, type WavePlan, waveFailures, waveOf } from './plan.js';
export { type Wave, WaveParcel, WaveProblem, WaveService } from './problem.js';
export { branchAndBound, type WaveSolution, type WaveSolver } from './search.js';
