import { listEntries } from '../text/json-list.js';

/** A queueing discipline of a device. */
export interface Qdisc {
  /** Undefined if those of one device were requested, because tc omits it then. */
  readonly device: string | undefined;
  /** noqueue, mq, fq_codel, ingress, clsact ... */
  readonly kind: string;
  /** It is the root qdisc; the others are its children, and those at ingress. */
  readonly root: boolean;
  /** It was set explicitly: those that the kernel attaches have handle 0. */
  readonly configured: boolean;
}

/** The queueing disciplines that `tc -j qdisc show` lists. @throws ParseFailure if it is not a list */
export const parseQdiscs = (text: string): readonly Qdisc[] =>
  listEntries(text, { source: 'tc -j qdisc show' }).flatMap(({ members }) => {
    const { dev, kind, handle, root } = members;
    if (typeof kind !== 'string') return [];
    const device = typeof dev === 'string' ? dev : undefined;
    return [{ device, kind, root: root === true, configured: handle !== '0:' }];
  });
