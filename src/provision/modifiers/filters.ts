import { deniedNetworks } from '../../model/network/addressing.js';
import type { Network } from '../../model/network/network.js';
import type { FrameFilter } from '../../linux/tc/filter.js';
import { modprobe } from '../kernel-module/modprobe.js';
import type { Step } from '../step.js';
import { frameFilters } from '../steps/frame-filters.js';
import type { DutModifier } from './dut-modifier.js';

/** Modules that tc loads automatically and leaves loaded: clsact, u32 and gact. */
const MODULES = ['sch_ingress', 'cls_u32', 'act_gact'] as const;

/**
 * Filters on every ingress interface of a router (RFC 2544 section 11.4): the last one permits the test
 * frames received there, those before it deny networks without test traffic.
 */
const filterSteps = (count: number, { streams, traffic }: Network): readonly Step[] => {
  const denied = deniedNetworks(count - 1, traffic.protocol).map((network): FrameFilter => ({
    action: 'deny',
    match: 'destination',
    network,
  }));
  const length = traffic.protocol === 'ipv6' ? 128 : 32;
  return [
    ...MODULES.map(modprobe),
    ...streams.map(({ router: { namespace }, into, source }) =>
      frameFilters({
        ...(namespace !== undefined && { namespace }),
        devices: [into.interface.name],
        filters: [...denied, { action: 'permit', match: 'source', network: `${source}/${length}` }],
      }),
    ),
  ];
};

/** A modifier with a number of filters. */
export const filters = (count: number): DutModifier => ({
  requires: { tools: ['tc'], modules: MODULES },
  steps: (network) => filterSteps(count, network),
});
