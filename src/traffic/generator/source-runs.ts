import type { SourceResult } from '../../modules/softnic/source-result.js';
import type { PortSource } from '../../modules/softnic/source.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import type { PortSent } from '../counters/conservation.js';
import type { StreamSent } from '../counters/stream-accounts.js';
import { framesOf } from '../flows/stream-flows.js';
import { sentOfEach } from './frame-order.js';
import type { StreamSource } from './port-sources.js';

/** A source's run. */
export interface SourceRun extends StreamSource {
  readonly result: SourceResult;
}

/** What a source offered of each of its streams: known exactly, as they are sent in a known order. */
export const offeredBySource = ({
  flows,
  order,
  result: { sent },
}: SourceRun): readonly StreamSent[] => {
  const each = sentOfEach(order, sent);
  return flows.map((flow, index) => ({
    stream: flow.stream,
    intended: framesOf(flow),
    offered: each[index] ?? 0,
  }));
};

/** From the first frame of any port to when the next one would have been due. */
export const sourcesDuration = (
  runs: readonly { readonly source: Pick<PortSource, 'gap'>; readonly result: SourceResult }[],
): Nanoseconds => {
  const spans = runs.flatMap(({ source: { gap }, result: { sent, first, last } }) =>
    sent === 0 ? [] : [{ first, end: last + gap }],
  );
  if (spans.length === 0) return nanoseconds(0);
  const [ends, starts] = [spans.map(({ end }) => end), spans.map(({ first }) => first)];
  return nanoseconds(Math.max(...ends) - Math.min(...starts));
};

/** Contradictions between a source and the counter of its port. */
export const sourceProblems = (
  runs: readonly Pick<SourceRun, 'flows' | 'result'>[],
  sentByPort: readonly PortSent[],
): readonly string[] =>
  runs.flatMap(({ flows, result: { interface: port, sent } }) => {
    const counted = sentByPort.find(({ streams }) =>
      flows.some(({ stream }) => streams.has(stream.id)),
    );
    return counted?.frames === sent
      ? []
      : [`${port}: its source sent ${sent} frames, the port ${counted?.frames ?? 'none'}`];
  });
