import { z } from 'zod';
import { bytes, nanoseconds, pps } from '../units.js';

/*
 * Quantities in an archive's JSON: plain numbers. Each function takes a description and adds the unit,
 * so that no description in a schema lacks one.
 */

/** A duration in whole nanoseconds. */
export const duration = (what: string) =>
  z.int().min(0).transform(nanoseconds).describe(`${what}, in ns`);

/** A frame rate. */
export const rate = (what: string) =>
  z.number().min(0).transform(pps).describe(`${what}, in frames/s`);

/** A number of frames. */
export const frames = (what: string) => z.int().min(0).describe(`${what}, in frames`);

/** A length. */
export const length = (what: string) =>
  z.int().min(0).transform(bytes).describe(`${what}, in bytes`);

/** A fraction. */
export const ratio = (what: string) => z.number().min(0).max(1).describe(`${what}, from 0 to 1`);

/** A number of things other than frames. */
export const count = (what: string) => z.int().min(0).describe(what);
