import { z } from 'zod';

const CODES: Readonly<Record<string, string>> = {
  'sink-witnesses-disagree': 'sink-counters-disagree',
  'clocks-contradict': 'clock-error',
};

/** Invalid reasons, of which two codes were renamed. */
export const reasons = z.array(
  z.looseObject({ code: z.string().transform((code) => CODES[code] ?? code) }),
);
