import { z } from 'zod';

/** What could not be read on a machine: the value is null, and the reason is here. */
export const unread = z
  .record(z.string(), z.string())
  .describe("Why a value is null, by its key; the machine's own error message if there was one");
