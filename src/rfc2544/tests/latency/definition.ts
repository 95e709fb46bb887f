import type { LatencyDefinition, LatencySpan } from '../../../model/latency.js';
import type { Remark } from '../../../model/section/section.js';
import type { CellOf } from '../../sections/context.js';
import type { LatencyResult } from './result.js';

type Serialization = LatencySpan['serialization'];

const RECEIVING = "the sink's interrupt moderation, driver and softirq";
const SENDING = "what the generator's driver and NIC take to begin sending";

const nothingTakenOff = (serialization: Serialization | undefined): string =>
  serialization?.state === 'none' ? `: ${serialization.reason}` : '';

/** What each definition says, and what is left in the times that is not the DUT's. */
const TEXTS: Readonly<
  Record<LatencyDefinition, (serialization: Serialization | undefined) => string>
> = {
  'store-and-forward': () =>
    'As RFC 1242 section 3.8 defines latency for store and forward devices: from the last bit in to the ' +
    'first bit out. Taken off is the time of preamble and frame on the link to the DUT; the sink stamps ' +
    `by hardware. Left in: ${SENDING}.`,
  'driver-to-sink-less-serialization': () =>
    "Not RFC 1242's latency of store and forward devices, but close to it: from the hand-over to the " +
    "generator's driver to the sink's module, less the frame's time on both links (preamble and frame in, " +
    `frame out; frame size over link speed). Left in: ${SENDING}, and ${RECEIVING}.`,
  'driver-to-sink': (serialization) =>
    "As measured, not by a definition of RFC 1242: from the hand-over to the generator's driver to the " +
    `sink's module. Nothing is taken off${nothingTakenOff(serialization)}. Left in: sending, the links, ` +
    `and ${RECEIVING}.`,
};

/** What the latencies are the time between, by what was seen in their trials. */
export const definitionRemarks = (cells: readonly CellOf<LatencyResult>[]): readonly Remark[] => {
  const texts = cells.flatMap(({ result: { definition, outcome } }) => {
    if (definition === null) return [];
    const span = outcome.state === 'measured' ? outcome.span : undefined;
    return TEXTS[definition](span?.serialization);
  });
  return [...new Set(texts)].map((text) => ({ level: 'note', text: [text] }));
};
