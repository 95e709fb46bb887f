import { z } from 'zod';
import type { Argv } from '../../model/command.js';
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

/** Prints the queueing disciplines of a namespace, with what they counted. */
export const READ_QDISCS: Argv = ['tc', '-s', '-j', 'qdisc'];

/** The qdisc of a device's ingress filters. */
export interface FilterQdisc {
  readonly interface: string;
  /** Frames that its filters dropped. */
  readonly drops: number;
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

/**
 * The clsact qdiscs of one network namespace, from the same output.
 * @throws ParseFailure
 */
export const parseFilterQdiscs = (text: string, where?: string): readonly FilterQdisc[] =>
  parseJsonText(qdiscs, 'tc -s -j qdisc', text, where)
    .filter(({ kind }) => kind === 'clsact')
    .map(({ dev, drops }) => ({ interface: dev, drops }));
