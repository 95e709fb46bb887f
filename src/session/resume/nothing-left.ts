import type { Measurer } from '../../rfc2544/measurer.js';

/** For cells measured before the run was stopped, whose trials are only replayed. */
export const NOTHING_LEFT: Measurer = {
  measure: () => Promise.reject(new RangeError('everything here had been measured')),
};
