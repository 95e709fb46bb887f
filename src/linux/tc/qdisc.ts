import { z } from 'zod';
import { parseJsonText } from '../text/json.js';

/** The queueing discipline at the root of a device. */
export interface RootQdisc {
  readonly interface: string;
  /** fq_codel, pfifo_fast, noqueue, mq ... */
  readonly kind: string;
  /** Frames it dropped, including those of its children (mq). */
  readonly drops: number;
  /** Frames requeued because the driver was busy: backpressure, not loss. */
  readonly requeues: number;
  /** Frames waiting in it now. */
  readonly queueLength: number;
}

const qdiscs = z.array(
  z.object({
    kind: z.string(),
    dev: z.string(),
    root: z.boolean().optional(),
    drops: z.int().nonnegative(),
    requeues: z.int().nonnegative(),
    qlen: z.int().nonnegative(),
  }),
);

/**
 * The root queueing disciplines of one network namespace, from `tc -s -j qdisc`.
 * @throws ParseFailure
 */
export const parseRootQdiscs = (text: string, where?: string): readonly RootQdisc[] =>
  parseJsonText(qdiscs, 'tc -s -j qdisc', text, where)
    .filter(({ root }) => root === true)
    .map(({ dev, kind, drops, requeues, qlen }) => ({
      interface: dev,
      kind,
      drops,
      requeues,
      queueLength: qlen,
    }));
