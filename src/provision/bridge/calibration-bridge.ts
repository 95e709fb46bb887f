import type { Topology } from '../../model/network/topology.js';
import { silenceIpv6 } from '../dataplane/veth.js';
import { modprobe } from '../kernel-module/modprobe.js';
import type { Requirements } from '../requirements/requirements.js';
import type { Step } from '../step.js';
import { interfaces } from '../steps/interfaces.js';
import { addBridge, joinBridge, staticEntry, withoutBridgeNetfilter } from './lines.js';

const NAME = 'vrbench-cal';

/** What the DUT needs to be such a bridge. */
export const CALIBRATION_BRIDGE_REQUIRES: Requirements = {
  tools: ['ip', 'bridge'],
  modules: ['bridge'],
};

/**
 * Makes the DUT a bridge between its first ingress and its first egress port: the nearest thing to a cable
 * from generator to sink. The forwarding database is static, so that nothing is learned or flooded.
 */
export const calibrationBridge = ({ ingress, egress }: Topology): readonly Step[] => {
  const [entry, exit] = [ingress[0], egress[0]];
  if (entry === undefined || exit === undefined) return [];
  return [
    ...CALIBRATION_BRIDGE_REQUIRES.modules.map(modprobe),
    withoutBridgeNetfilter(),
    interfaces({
      apply: [{ lines: [addBridge(NAME)] }],
      undo: [{ lines: [['link', 'del', 'dev', NAME]] }],
    }),
    silenceIpv6([NAME]),
    interfaces({
      apply: [
        {
          lines: [
            ...[entry, exit].flatMap(({ dut }) => joinBridge(dut.interface, NAME)),
            ['link', 'set', 'dev', NAME, 'up'],
          ],
        },
        {
          tool: 'bridge',
          lines: [entry, exit].map(({ peer, dut }) => staticEntry(peer.mac, dut.interface)),
        },
      ],
      undo: [],
    }),
  ];
};
