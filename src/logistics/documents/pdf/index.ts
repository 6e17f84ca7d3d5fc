/**
 * The papers as PDF, by the package `pdfkit`.
 *
 * @packageDocumentation
 */
export { type PdfOptions, pdfOf } from './pdf.js';
