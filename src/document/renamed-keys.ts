import { z } from 'zod';

/** Keys that a mapping had by other names once, by its schema: those of today by the old ones. */
export const RENAMED_KEYS = z.registry<Readonly<Record<string, string>>>();
