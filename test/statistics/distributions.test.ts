import { describe, expect, test } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  betaTail,
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  gammaCdf,
  gammaQuantile,
  gammaTail,
  logGamma,
  negativeBinomialCdf,
  negativeBinomialLoss,
  negativeBinomialPmf,
  negativeBinomialQuantile,
  negativeBinomialTail,
  normalCdf,
  normalLoss,
  normalQuantile,
  poissonCdf,
  poissonLoss,
  poissonPmf,
  poissonQuantile,
} from '../../src/statistics/index.js';

/** Right to twelve digits, whatever the size. */
const near = (got: number, wanted: number, digits = 12) =>
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(10 ** -digits * Math.abs(wanted));

/** Values from mpmath 1.3 with 40 digits, those of betas and of counts from scipy 1.17, unless named otherwise. */
describe('against published values', () => {
  test.each([
    [0.001, 6.907178885383853],
    [0.5, 0.5723649429247001],
    [1.5, -0.12078223763524522],
    [3.7, 1.428072326665388],
    [14.9, 24.924132002217277],
    [15, 25.19122118273868],
    [100.25, 360.28455963776423],
    [1e6, 12815504.569147611],
  ])('log gamma of %d', (x, value) => near(logGamma(x), value));

  test.each([
    [-37, 5.725571222524577e-300],
    [-8, 6.220960574271784e-16],
    [-5, 2.866515718791939e-7],
    [-3, 0.0013498980316300946],
    [-2.5, 0.006209665325776135],
    [-1.96, 0.024997895148220435],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.1, 0.539827837277029],
    [1, 0.8413447460685429],
    [2.6, 0.9953388119762813],
    [4, 0.9999683287581669],
  ])('the normal probability up to %d', (z, value) => near(normalCdf(z), value));

  test.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798407],
    [1e-6, -4.753424308822899],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.1, -1.2815515655446004],
    [0.6, 0.2533471031357997],
    [0.9, 1.2815515655446006],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
  ])('the normal quantile of %d', (p, value) => near(normalQuantile(p), value));

  test.each([
    [-3, 3.0003821543170477],
    [-1, 1.0833154705876864],
    [0.5, 0.19779655740130603],
    [2, 0.008490702616829637],
    [3, 0.0003821543170477236],
    [6, 1.5635697959709664e-10],
    [10, 7.474560254589328e-25],
  ])('the normal loss at %d', (z, value) => near(normalLoss(z), value));

  test.each([
    [0.01, 0.1, 0.6626212599544798, 0.3373787400455202],
    [1, 0.5, 0.8427007929497149, 0.15729920705028513],
    [3, 2.5, 0.6937810815867216, 0.3062189184132784],
    [20, 2.5, 0.99999985066321, 1.4933679000503952e-7],
    [100, 100, 0.5132987982791487, 0.48670120172085135],
    [130, 100, 0.9972495916326934, 0.002750408367306526],
    [70, 100, 0.00043037259497989087, 0.9995696274050201],
    [1000500, 1000000, 0.6915504757714972, 0.3084495242285028],
    [1e-5, 3, 1.666654166716667e-16, 0.9999999999999998],
  ])('the gamma probability up to %d for shape %d', (x, shape, below, above) => {
    near(gammaCdf(x, shape), below, 11);
    near(gammaTail(x, shape), above, 11);
  });

  test.each([
    [0.05, 0.5, 0.0019660700000097616],
    [0.5, 1, Math.LN2],
    [0.95, 2.5, 5.535248846758176],
    [0.99, 100, 124.7225614907208],
    [0.001, 10, 2.9605203727437597],
    [0.2, 0.1, 6.21880187468291e-8],
  ])('the gamma quantile of %d for shape %d', (p, shape, value) => near(gammaQuantile(p, shape), value));

  test.each([
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0.1, 2, 3, 0.0523, 0.9477],
    [0.9, 2, 3, 0.9963, 0.0037],
    [0.13, 48.306, 315.19, 0.45007482488442735, 0.5499251751155726],
    [0.2, 102.306, 552.19, 0.9981498682902328, 0.0018501317097672572],
    [0.001, 0.01, 5, 0.9527958800070772, 0.04720411999292277],
    [0.502, 10000, 10000, 0.7141945429161856, 0.2858054570838151],
    [0.01, 20, 3, 2.26621e-38, 1],
  ])('the beta probability up to %d for shapes %d and %d', (x, a, b, below, above) => {
    near(betaCdf(x, a, b), below);
    near(betaTail(x, a, b), above);
  });

  test.each([
    [0.025, 102.306, 552.19, 0.12952894380136354],
    [0.975, 102.306, 552.19, 0.18508519597213974],
    [0.5, 2, 3, 0.38572756813238956],
    [0.05, 0.5, 0.5, 0.006155829702431137],
    [0.95, 0.2, 5, 0.20008481175682025],
    [0.001, 10, 2, 0.41335862417149766],
  ])('the beta quantile of %d for shapes %d and %d', (p, a, b, value) => near(betaQuantile(p, a, b), value));

  test.each([
    [0, 0.3, 0.7408182206817179, 0.7408182206817179],
    [3, 2.5, 0.21376301724973645, 0.7575761331330659],
    [10, 4, 0.00529247667642012, 0.9971602338794863],
    [100, 120, 0.0068042948039043006, 0.03466803469442496],
    [1000, 1000, 0.012614611348721499, 0.508409367168506],
  ])('the Poisson probability of %d at mean %d', (k, mean, exactly, atMost) => {
    near(poissonPmf(k, mean), exactly);
    near(poissonCdf(k, mean), atMost);
  });

  test.each([
    [0.5, 0.3, 0],
    [0.95, 0.3, 1],
    [0.95, 2.5, 5],
    [0.99, 20, 31],
    [0.999, 1000, 1099],
    [0.01, 1000, 927],
    [0.9999, 1e6, 1003721],
    [0, 3, 0],
    [1, 3, Number.POSITIVE_INFINITY],
    [0.9, 0, 0],
  ])('the Poisson quantile of %d at mean %d', (p, mean, k) => expect(poissonQuantile(p, mean)).toBe(k));

  test.each([
    [0, 10, 0.1, 0.3486784401, 0.3486784401],
    [3, 10, 0.1, 0.057395628, 0.9872048016],
    [54, 291, 0.1336, 0.002751982116498967, 0.9950750198063779],
    [500, 1000, 0.5, 0.0252250181783608, 0.5126125090891802],
  ])('the binomial probability of %d of %d at %d', (k, trials, rate, exactly, atMost) => {
    near(binomialPmf(k, trials, rate), exactly);
    near(binomialCdf(k, trials, rate), atMost);
  });

  test.each([
    [0.5, 10, 0.1, 1],
    [0.95, 291, 0.1336, 49],
    [0.99, 1000, 0.5, 537],
  ])('the binomial quantile of %d', (p, trials, rate, k) => expect(binomialQuantile(p, trials, rate)).toBe(k));

  test.each([
    [0, 0.5, 0.2, 0.44721359549995787, 0.4472135954999579, 0.552786404500042],
    [3, 2.5, 0.4, 0.1434409146652377, 0.5558019215511945, 0.44419807844880554],
    [40, 2.5, 0.1, 0.009314942259424773, 0.8824791277473255, 0.11752087225267453],
    [100, 50, 0.3, 0.015579745764339938, 0.21013157953658623, 0.7898684204634138],
  ])('the negative binomial probability of %d failures before %d', (k, size, success, exactly, atMost, more) => {
    near(negativeBinomialPmf(k, { size, success }), exactly);
    near(negativeBinomialCdf(k, { size, success }), atMost);
    near(negativeBinomialTail(k, { size, success }), more);
  });

  test.each([
    [0.5, 0.5, 0.2, 1],
    [0.95, 2.5, 0.4, 10],
    [0.999, 2.5, 0.1, 96],
    [0.01, 50, 0.3, 75],
  ])('the negative binomial quantile of %d', (p, size, success, k) =>
    expect(negativeBinomialQuantile(p, { size, success })).toBe(k),
  );

  test.each([
    [0, 2.5, 2.5],
    [3, 2.5, 0.4131956096908741],
    [9, 4, 0.012263552779531886],
    [110, 100, 0.8708814621608039],
  ])('the Poisson shortage with a stock of %d at mean %d', (stock, mean, value) =>
    near(poissonLoss(stock, mean), value, 11),
  );

  test.each([
    [2, 2.5, 0.4, 2.104175097938858],
    [15, 2.5, 0.4, 0.012309957805367006],
    [40, 5, 0.2, 0.2746376448123028],
  ])('the negative binomial shortage with a stock of %d', (stock, size, success, value) =>
    near(negativeBinomialLoss(stock, { size, success }), value, 11),
  );
});
