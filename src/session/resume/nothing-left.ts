import type { Measurer } from '../../rfc2544/measurer.js';

/** For cells measured before the run was stopped: trials are only replayed. */
export const NOTHING_LEFT: Measurer = {
  measure: () => Promise.reject(new RangeError('all of this had been measured')),
};
