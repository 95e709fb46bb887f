import { groupBy } from '../../model/group-by.js';
import { sum } from '../../model/numbers/sum.js';
import type { StreamSent } from '../counters/stream-accounts.js';
import { framesOf } from '../flows/stream-flows.js';
import type { SentFlow } from './pktgen-senders.js';

/** The frames sent of each stream, by all threads that shared it. */
export const sentByStream = (sent: readonly SentFlow[]): readonly StreamSent[] =>
  [...groupBy(sent, ({ flow }) => flow.stream).entries()].map(([stream, parts]) => {
    const background = parts.flatMap((part) => part.background?.result.sent ?? []);
    return {
      stream,
      intended: sum(parts.map((part) => framesOf(part.flow) - (part.interrupted?.withheld ?? 0))),
      offered: sum(parts.map(({ result }) => result.sent)),
      background: background.length === 0 ? undefined : sum(background),
    };
  });
