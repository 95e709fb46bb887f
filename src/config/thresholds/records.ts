import type { ThresholdRecord } from '../../rfc2544/quantities/threshold-schema.js';
import { limitsOf, quantityOf } from './limit.js';
import type { StatedThreshold } from './threshold-schema.js';

/** The thresholds of a valid playbook, for the archive of a run. */
export const thresholdRecords = (
  thresholds: readonly StatedThreshold[],
): readonly ThresholdRecord[] =>
  thresholds.flatMap((threshold) => {
    const { test, dataPlane, network, frameSize, load } = threshold;
    const quantity = quantityOf(threshold);
    return limitsOf(threshold).flatMap((found): ThresholdRecord[] =>
      found.state === 'invalid' || quantity === undefined
        ? []
        : [
            {
              ...{ test, dataPlane, quantity, limit: found.limit, value: found.value },
              ...(network !== undefined && { network }),
              ...(frameSize !== undefined && { frameSize }),
              ...(load !== undefined && { load }),
            },
          ],
    );
  });
