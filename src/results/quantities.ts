import { z } from 'zod';
import { bytes, nanoseconds, pps } from '../model/units.js';

/** A number of frames. */
export const frames = z.int().min(0);
/** A length in bytes, as in the model. */
export const length = z.int().min(0).transform(bytes);
/** A duration in whole nanoseconds. */
export const duration = z.int().min(0).transform(nanoseconds);
/** A frame rate in frames per second. */
export const rate = z.number().min(0).transform(pps);
