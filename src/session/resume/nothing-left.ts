import type { Measurer } from '../../rfc2544/measurer.js';

/** Of what had been measured when the run was stopped: its trials are replayed, and none is made. */
export const NOTHING_LEFT: Measurer = {
  measure: () => Promise.reject(new RangeError('all of this had been measured')),
};
