import { z } from 'zod';

const CODES: Readonly<Record<string, string>> = {
  'sink-witnesses-disagree': 'sink-counters-disagree',
  'clocks-contradict': 'clock-error',
};

/** Why trials were invalid: two codes have other names now. */
export const reasons = z.array(
  z.looseObject({ code: z.string().transform((code) => CODES[code] ?? code) }),
);
