import type { SinkReport } from '../../modules/frame-sink/report.js';
import { sum } from '../../model/numbers/sum.js';
import type { InvalidReason, SinkArrivals, SinkCounts } from '../../model/trial.js';

/** Whether the module had room for every flow; otherwise some frames belong to no known flow. */
export const classified = ({ ports }: Pick<SinkReport, 'ports'>): boolean =>
  ports.every(({ unclassified }) => unclassified === 0);

/** Whether frames of one source were received on several CPUs, so that their order is not known. */
const scattered = (flows: SinkReport['flows']): boolean =>
  new Set(flows.map(({ port, source }) => `${port} ${source}`)).size < flows.length;

/**
 * All frames received, over ports and flows. A flow is all that one stream sent, whatever its
 * destinations; a sink's NIC may spread those over CPUs.
 * @param numbered whether every frame has a unique sequence number: pktgen's clones do not
 */
export const arrivalsOf = ({ ports, flows }: SinkReport, numbered: boolean): SinkArrivals => ({
  frames: sum(ports.map(({ frames, unclassified }) => frames + unclassified)),
  foreign: sum(ports.map(({ foreign }) => foreign)),
  ...(numbered &&
    classified({ ports }) &&
    !scattered(flows) && {
      order: {
        lost: sum(flows.map(({ lost }) => lost)),
        duplicates: sum(flows.map(({ duplicates }) => duplicates)),
        reordered: sum(flows.map(({ reordered }) => reordered)),
        unknown: sum(flows.map(({ unknown }) => unknown)),
      },
    }),
});

/**
 * Whether the NIC and the module can both be right. The module runs before the NIC is first read
 * and until after it is last read: it sees every test frame that the NIC counts, and may see more
 * foreign ones.
 */
export const sinkDisagreement = ({ nic, module }: SinkCounts): readonly InvalidReason[] =>
  module.frames <= nic && nic <= module.frames + module.foreign
    ? []
    : [
        {
          code: 'sink-counters-disagree',
          detail:
            `the sink's NICs received ${nic} frames (rx_packets), ` +
            `its frame_sink ${module.frames} test frames and ${module.foreign} others`,
        },
      ];
