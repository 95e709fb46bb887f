import { z } from 'zod';

/** Renamed keys of a mapping, by its schema: new names by old names. */
export const RENAMED_KEYS = z.registry<Readonly<Record<string, string>>>();
