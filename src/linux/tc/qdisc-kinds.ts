import { listEntries } from '../text/json-list.js';

/** A queueing discipline of a device. */
export interface QdiscKind {
  readonly device: string;
  /** noqueue, mq, fq_codel, ingress, clsact ... */
  readonly kind: string;
}

/** The queueing disciplines that `tc -j qdisc show` lists. @throws ParseFailure for what is no list */
export const parseQdiscKinds = (text: string): readonly QdiscKind[] =>
  listEntries(text, { source: 'tc -j qdisc show' }).flatMap(({ members: { dev, kind } }) =>
    typeof dev === 'string' && typeof kind === 'string' ? [{ device: dev, kind }] : [],
  );
