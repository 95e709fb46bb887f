import { choiceOf } from '../../document/choice.js';
import { ORDER_MEANINGS } from '../../rfc2544/measuring-order.js';

/** The order in which data planes are measured. */
export const orderKey = choiceOf('order', ORDER_MEANINGS).describe(
  'Order of the data planes, and of the networks and modifiers they are measured with',
);
