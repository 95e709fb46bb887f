import { namesOf } from './meanings.js';

/** The orders in which the data planes of a playbook can be measured, and what each is. */
export const ORDER_MEANINGS = {
  'by-data-plane': 'one data plane after the other, each set up once',
  interleaved:
    'repeat by repeat, each on every data plane in turn, there and back, so that drift falls on all alike',
} as const;

/** An order in which the data planes of a playbook are measured. */
export type MeasuringOrder = keyof typeof ORDER_MEANINGS;
export const ORDERS = namesOf(ORDER_MEANINGS);
