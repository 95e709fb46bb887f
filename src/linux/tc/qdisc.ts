import { z } from 'zod';
import type { Argv } from '../../model/command.js';
import { listEntries, readEntry, type ListEntry } from '../text/json-list.js';

/** Prints the queueing disciplines of a namespace, with their counters. */
export const READ_QDISCS: Argv = ['tc', '-s', '-j', 'qdisc'];

/** Their drops are counted in 32 bits: gnet_stats_queue in uapi/linux/gen_stats.h. */
export const QDISC_WRAP = 2 ** 32;

/** Frames dropped by queueing disciplines of one network namespace, by device. */
export interface QdiscDrops {
  /** @returns `undefined` if the device has none of that kind. @throws ParseFailure if it cannot be read */
  of(device: string): number | undefined;
}

const counted = z.object({ drops: z.int().nonnegative() });

const dropsOf =
  (isWanted: (members: ListEntry['members']) => boolean) =>
  (text: string, where?: string): QdiscDrops => {
    const place = { source: READ_QDISCS.join(' '), where };
    const wanted = listEntries(text, place).filter(({ members }) => isWanted(members));
    return {
      of: (device) => {
        const entry = wanted.find(({ members }) => members.dev === device);
        return entry && readEntry(counted, entry, place).drops;
      },
    };
  };

/**
 * Frames that the queueing discipline at the root of a device dropped, including those of its
 * children (mq), from the output of `READ_QDISCS`.
 * @throws ParseFailure
 */
export const parseRootDrops = dropsOf(({ root }) => root === true);

/**
 * Frames that the filters of a device dropped (its clsact), from the same output.
 * @throws ParseFailure
 */
export const parseFilterDrops = dropsOf(({ kind }) => kind === 'clsact');
