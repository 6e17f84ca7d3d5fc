/**
 * What goes into which box: packaging rules, cartonization, validation and pictures.
 *
 * @packageDocumentation
 */
export type { Drawing, Language, Shape } from '../drawing.js';
export { svgOf } from '../svg.js';
export { ownCartonOf } from './carton/cartons.js';
export { type CartonizeRequest, cartonize, cartonizer, type PackOrder } from './cartonize.js';
export * from './failures.js';
export * from './geometry.js';
export * from './load/index.js';
export { drawParcel, drawSteps, type PictureOptions, parcelPicture, stepsPicture } from './picture/draw.js';
export { type Scene, type SceneUnit, sceneOf } from './picture/scene.js';
export * from './policy/index.js';
export * from './rules/index.js';
export * from './types.js';
export * from './validate.js';
export { type PlanProblem, planProblems } from './validation/problems.js';
export * from './wave.js';
