import { localMac } from '../../../src/model/network/mac.js';
import type { Attachment, Topology } from '../../../src/model/network/topology.js';

const cable = (peer: string, index: number, dutPort: number): Attachment => ({
  dut: { name: `dut${dutPort}`, interface: `eth${dutPort}`, mac: localMac(1, dutPort) },
  peer: { name: `${peer}${index}`, interface: `eth${index}`, mac: localMac(2, dutPort) },
});

/** A topology with this many cables between generator and DUT, and between DUT and sink. */
export const topologyOf = (ingress: number, egress: number): Topology => ({
  ingress: Array.from({ length: ingress }, (_, index) => cable('gen', index, index)),
  egress: Array.from({ length: egress }, (_, index) => cable('sink', index, ingress + index)),
});
