import { z } from 'zod';
import { byHere } from '../../results/lock/owner.js';

const ownerSchema = z.object({
  /** The user and the computer of the controller. */
  by: z.string(),
  /** Its process there. */
  process: z.int(),
  /** What it does: `run`, `teardown`. */
  doing: z.string(),
  /** The run, if it is one. */
  run: z.string().optional(),
  /** When it took the lock, by the controller's clock. ISO 8601. */
  since: z.string(),
});

/** The holder of a machine's lock, and its purpose. */
export type LockOwner = z.output<typeof ownerSchema>;

/** The purpose of a lock. */
export type LockPurpose = Pick<LockOwner, 'doing' | 'run'>;

/** This process as an owner, since now. */
export const thisOwner = (purpose: LockPurpose): LockOwner => ({
  by: byHere(),
  process: process.pid,
  ...purpose,
  since: new Date().toISOString(),
});

/** Parses an owner stored on a machine; undefined if the text is not one, for example of another version. */
export const parseOwner = (text: string): LockOwner | undefined => {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** An owner as a phrase: `root@bench (process 4711): run 20260131T101500Z-quickstart, since …`. */
export const ownerText = (owner: LockOwner | undefined): string => {
  if (owner === undefined) return 'an unknown controller';
  const { by, process: pid, doing, run, since } = owner;
  return `${by} (process ${pid}): ${run === undefined ? doing : `${doing} ${run}`}, since ${since}`;
};
