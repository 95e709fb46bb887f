import { z } from 'zod';

/** What a machine was asked and did not say: null where the value would be, and the reason here. */
export const unread = z
  .record(z.string(), z.string())
  .describe("Why a value is null, by its key, in the machine's own words where it said something");
