import { z } from 'zod';
import { bytes, nanoseconds, pps } from '../units.js';

/*
 * Quantities as an archive's JSON holds them: plain numbers. Each takes what it is a quantity of and
 * adds its unit, so that no description in a schema lacks one.
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

/** A part of a whole. */
export const ratio = (what: string) => z.number().min(0).max(1).describe(`${what}, from 0 to 1`);

/** How many of something that is neither frames nor time. */
export const count = (what: string) => z.int().min(0).describe(what);
