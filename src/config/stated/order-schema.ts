import { choiceOf } from '../../document/choice.js';
import { ORDER_MEANINGS } from '../../model/order.js';

/** In which order data planes are measured. */
export const orderKey = choiceOf('order', ORDER_MEANINGS).describe(
  'Of the data planes, and of the networks and modifiers they are measured with',
);
