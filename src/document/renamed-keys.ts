import { z } from 'zod';

/** Renamed keys of a mapping, by its schema: from the old name to the new one. */
export const RENAMED_KEYS = z.registry<Readonly<Record<string, string>>>();
