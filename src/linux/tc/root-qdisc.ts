import { listEntries } from '../text/json-list.js';

/** The queueing discipline that frames of a device pass. */
export interface RootQdisc {
  /** mq, fq_codel, noqueue ... */
  readonly kind: string;
  /** Somebody set it: those that the kernel attaches itself have the handle 0. */
  readonly configured: boolean;
}

/** The root among what `tc -j qdisc show dev DEVICE` lists; undefined where there is none. */
export const parseRootQdisc = (text: string): RootQdisc | undefined => {
  try {
    const all = listEntries(text, { source: 'tc -j qdisc show' });
    return all.flatMap(({ members: { kind, handle, root } }) =>
      root === true && typeof kind === 'string' ? [{ kind, configured: handle !== '0:' }] : [],
    )[0];
  } catch {
    return undefined;
  }
};
