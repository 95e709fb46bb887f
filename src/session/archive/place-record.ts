import type { RunPlace } from '../run/cell.js';

/** A place as the archive has it: an only network has no name, and no modifier is left out. */
export const placeRecordOf = ({ dataPlane, network, modifier }: RunPlace) => ({
  dataPlane,
  ...(network !== undefined && { network }),
  ...(modifier !== 'none' && { modifier }),
});
