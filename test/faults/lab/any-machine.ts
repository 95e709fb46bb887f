import type { Draw } from '../campaign/draw.js';
import type { FaultLab } from './lab.js';

/** Draws one of a lab's machines. */
export const anyMachine = ({ machines }: Pick<FaultLab, 'machines'>, draw: Draw): string => {
  const [first = '', ...others] = machines;
  return draw.pick([first, ...others]);
};
