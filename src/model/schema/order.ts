import { z } from 'zod';
import { ORDERS } from '../order.js';

/** The order in which the data planes of a run were measured. */
export const measuringOrder = z
  .enum(ORDERS)
  .describe(
    'How data planes took turns: one after the other, or interleaved, block by block, there and back;' +
      ' absent in archives of version 2, whose order is by-data-plane',
  );
