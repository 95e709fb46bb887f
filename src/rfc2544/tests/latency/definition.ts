import type { LatencyDefinition, LatencySpan } from '../../../model/latency.js';
import type { Remark } from '../../../model/section/section.js';
import type { CellOf } from '../../sections/context.js';
import type { LatencyResult } from './result.js';

const RECEIVING = "the sink's interrupt moderation, driver and softirq";
const SENDING = "what the generator's driver and NIC take to begin sending";

const nothingTakenOff = (span: LatencySpan | undefined): string =>
  span?.serialization.state === 'none' ? `: ${span.serialization.reason}` : '';

/** What each definition says, and what is left in the times that is not the DUT's. */
const TEXTS: Readonly<Record<LatencyDefinition, (span: LatencySpan | undefined) => string>> = {
  'store-and-forward': (span) =>
    'As RFC 1242 section 3.8 defines latency for store and forward devices: from the last bit in to the ' +
    'first bit out. ' +
    (span?.stampedBy === 'wire'
      ? 'The software NIC stamps frames as they come in and as they go out, by one clock. Nothing else is left in.'
      : 'Taken off is the time of preamble and frame on the link to the DUT; the sink stamps ' +
        `by hardware. Left in: ${SENDING}.`),
  'driver-to-sink-less-serialization': () =>
    "Not RFC 1242's latency of store and forward devices, but close to it: from the hand-over to the " +
    "generator's driver to the sink's module, less the frame's time on both links (preamble and frame in, " +
    `frame out; frame size over link speed). Left in: ${SENDING}, and ${RECEIVING}.`,
  'driver-to-sink': (span) =>
    "As measured, not by a definition of RFC 1242: from the hand-over to the generator's driver to the " +
    `sink's module. Nothing is taken off${nothingTakenOff(span)}. Left in: sending, the links, ` +
    `and ${RECEIVING}.`,
};

/** What the latencies are the time between, by what was seen in their trials. */
export const definitionRemarks = (cells: readonly CellOf<LatencyResult>[]): readonly Remark[] => {
  const texts = cells.flatMap(({ result: { definition, outcome } }) => {
    if (definition === null) return [];
    const span = outcome.state === 'measured' ? outcome.span : undefined;
    return TEXTS[definition](span);
  });
  return [...new Set(texts)].map((text) => ({ level: 'note', text: [text] }));
};
