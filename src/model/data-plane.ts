import { namesOf } from './meanings.js';

/** The data planes of the device under test, by the names used everywhere, and what each is. */
export const DATA_PLANE_MEANINGS = {
  'ip-forwarder': 'no virtualization: IP forwarding between the ports, the reference',
  macvlan: "a virtual router behind the kernel's own macvlan",
  'softnet-macvlan':
    'netif_rx and the per-CPU backlog queue: what the paper measures under the name of macvlan',
  'napi-macvlan': "one SoftIRQ from NIC to NIC: the paper's NAPI-macvlan",
} as const;

export type DataPlaneName = keyof typeof DATA_PLANE_MEANINGS;
export const DATA_PLANES = namesOf(DATA_PLANE_MEANINGS);

/** Whether a data plane is made by a kernel module, which can be taken out and put in again. */
export const hasModule = (name: DataPlaneName): boolean => name !== 'ip-forwarder';
