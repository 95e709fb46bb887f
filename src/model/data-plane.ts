/** The data planes of the device under test, by the names used everywhere. */
export const DATA_PLANES = ['ip-forwarder', 'macvlan', 'softnet-macvlan', 'napi-macvlan'] as const;

/**
 * - `ip-forwarder`: no virtualization, the reference (paper section 4.1)
 * - `macvlan`: the kernel's own macvlan
 * - `softnet-macvlan`: netif_rx and the per-CPU backlog queue: what the paper calls macvlan
 * - `napi-macvlan`: one SoftIRQ from NIC to NIC: the paper's contribution (section 3.3)
 */
export type DataPlaneName = (typeof DATA_PLANES)[number];

/** Whether a data plane is made by a kernel module, which can be taken out and put in again. */
export const hasModule = (name: DataPlaneName): boolean => name !== 'ip-forwarder';
