import { listEntries } from '../text/json-list.js';

/** A queueing discipline of a device. */
export interface Qdisc {
  /** Undefined where those of one device were asked for: tc leaves it out then. */
  readonly device: string | undefined;
  /** noqueue, mq, fq_codel, ingress, clsact ... */
  readonly kind: string;
  /** Frames of the device pass it; the others are its children, and those at ingress. */
  readonly root: boolean;
  /** Somebody set it: those that the kernel attaches itself have the handle 0. */
  readonly configured: boolean;
}

/** The queueing disciplines that `tc -j qdisc show` lists. @throws ParseFailure for what is no list */
export const parseQdiscs = (text: string): readonly Qdisc[] =>
  listEntries(text, { source: 'tc -j qdisc show' }).flatMap(({ members }) => {
    const { dev, kind, handle, root } = members;
    if (typeof kind !== 'string') return [];
    const device = typeof dev === 'string' ? dev : undefined;
    return [{ device, kind, root: root === true, configured: handle !== '0:' }];
  });
