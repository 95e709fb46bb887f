import type { DataPlaneName } from '../../model/data-plane.js';
import type { DataPlane } from './data-plane.js';
import { directMacvlan } from './direct-macvlan.js';
import { ipForwarder } from './ip-forwarder.js';
import { kvmGuest } from './guest/kvm-guest.js';
import { macvlan } from './macvlan.js';
import { napiMacvlan } from './napi-macvlan.js';
import { openvswitch } from './openvswitch/internal-ports.js';
import { openvswitchFlows } from './openvswitch/flows.js';
import { openvswitchUserspace } from './openvswitch/userspace.js';
import { softnetMacvlan } from './softnet-macvlan.js';
import { sriovVf } from './sriov-vf.js';
import { tcRedirect } from './tc-redirect.js';
import { umlGuest } from './guest/uml-guest.js';
import { vethBridge } from './veth-bridge.js';

/** Every data plane; a new one is a file and a line here. */
const TABLE: Readonly<Record<DataPlaneName, DataPlane>> = {
  'ip-forwarder': ipForwarder,
  macvlan,
  'softnet-macvlan': softnetMacvlan,
  'napi-macvlan': napiMacvlan,
  'direct-macvlan': directMacvlan,
  'veth-bridge': vethBridge,
  'tc-redirect': tcRedirect,
  openvswitch,
  'openvswitch-flows': openvswitchFlows,
  'openvswitch-userspace': openvswitchUserspace,
  'uml-guest': umlGuest,
  'kvm-guest': kvmGuest,
  'sriov-vf': sriovVf,
};

/** The data plane of this name. */
export const dataPlaneOf = (name: DataPlaneName): DataPlane => TABLE[name];
