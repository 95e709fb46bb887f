import { DATA_PLANES, type DataPlaneName } from '../../src/model/data-plane.js';

/** These take packages that the common image of labs is without (testbeds/data-planes-lab.yaml), or a NIC. */
const ELSEWHERE: readonly DataPlaneName[] = [
  'openvswitch',
  'openvswitch-flows',
  'openvswitch-userspace',
  'uml-guest',
  'kvm-guest',
  'sriov-vf',
];

/** The data planes that any lab's machines can make. */
export const LAB_DATA_PLANES = DATA_PLANES.filter((name) => !ELSEWHERE.includes(name));
