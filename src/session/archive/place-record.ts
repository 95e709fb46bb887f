import type { RunPlace } from '../run/cell.js';

/** A place as archived: without a network name if there is one network only, without a modifier if it is 'none'. */
export const placeRecordOf = ({ dataPlane, network, modifier }: RunPlace) => ({
  dataPlane,
  ...(network !== undefined && { network }),
  ...(modifier !== 'none' && { modifier }),
});
