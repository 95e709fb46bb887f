import { deniedNetworks } from '../../model/addressing.js';
import type { FrameFilter } from '../../linux/tc-filter.js';
import { streamsOf } from '../../model/stream.js';
import type { Topology } from '../../model/topology.js';
import type { Traffic } from '../../model/traffic.js';
import type { DataPlane } from '../dataplane/data-plane.js';
import { modprobe } from '../kernel-module/modprobe.js';
import type { Step } from '../step.js';
import { frameFilters } from '../steps/frame-filters.js';

/** What tc would load by itself, and leave loaded: filters before IP, by words, and their verdict. */
const MODULES = ['sch_ingress', 'cls_u32', 'act_gact'] as const;

/**
 * Filters on every way into the router (RFC 2544 section 11.4): the last one lets the test frames
 * pass that come in there, those before it deny networks that no test frame is for.
 */
export const filterSteps = (
  count: number,
  dataPlane: Pick<DataPlane, 'router'>,
  topology: Topology,
  traffic: Traffic,
): readonly Step[] => {
  const { namespace, device } = dataPlane.router(topology);
  const denied = deniedNetworks(count - 1, traffic.protocol).map((network): FrameFilter => ({
    action: 'deny',
    match: 'destination',
    network,
  }));
  const length = traffic.protocol === 'ipv6' ? 128 : 32;
  return [
    ...MODULES.map(modprobe),
    ...streamsOf(topology, traffic).map(({ entry, source }) =>
      frameFilters({
        ...(namespace !== undefined && { namespace }),
        devices: [device(entry)],
        filters: [...denied, { action: 'permit', match: 'source', network: `${source}/${length}` }],
      }),
    ),
  ];
};
