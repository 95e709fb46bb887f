import type { LatencyDefinition, LatencySpan } from '../../../model/latency.js';
import type { Remark } from '../../../model/section/section.js';
import type { CellOf } from '../../sections/context.js';
import type { LatencyResult } from './result.js';

const RECEIVING = "the sink's interrupt moderation, driver and softirq";
const SENDING = "the time the generator's driver and NIC take to start sending";

const whyNothingSubtracted = (span: LatencySpan | undefined): string =>
  span?.serialization.state === 'none' ? `: ${span.serialization.reason}` : '';

/** What each definition means, and what the times include besides the DUT. */
const TEXTS: Readonly<Record<LatencyDefinition, (span: LatencySpan | undefined) => string>> = {
  'store-and-forward': (span) =>
    'As RFC 1242 section 3.8 defines latency for store and forward devices: from the last bit in to the ' +
    'first bit out. ' +
    (span?.stampedBy === 'wire'
      ? 'The software NIC stamps frames as they arrive and as they leave, by one clock. Nothing else is included.'
      : 'The time of preamble and frame on the link to the DUT is subtracted; the sink uses ' +
        `hardware timestamps. Still included: ${SENDING}.`),
  'driver-to-sink-less-serialization': () =>
    "Not RFC 1242's latency of store and forward devices, but close to it: from the hand-over to the " +
    "generator's driver to the sink's module, less the frame's time on both links (preamble and frame in, " +
    `frame out; frame size over link speed). Still included: ${SENDING}, and ${RECEIVING}.`,
  'driver-to-sink': (span) =>
    "As measured, not by a definition of RFC 1242: from the hand-over to the generator's driver to the " +
    `sink's module. Nothing is subtracted${whyNothingSubtracted(span)}. Included: sending, the links, ` +
    `and ${RECEIVING}.`,
};

/** The definitions of the latencies, as seen in their trials. */
export const definitionRemarks = (cells: readonly CellOf<LatencyResult>[]): readonly Remark[] => {
  const texts = cells.flatMap(({ result: { definition, outcome } }) => {
    if (definition === null) return [];
    const span = outcome.state === 'measured' ? outcome.span : undefined;
    return TEXTS[definition](span);
  });
  return [...new Set(texts)].map((text) => ({ level: 'note', text: [text] }));
};
