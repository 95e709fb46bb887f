import type { Meanings } from '../../../model/meanings.js';

/** The NIC models of an emulated machine's test ports. */
export type NicModel = 'virtio' | 'e1000e';

/** Their descriptions. */
export const NIC_MODELS: Meanings<NicModel> = {
  virtio: 'virtio-net, the fastest to emulate',
  e1000e:
    "Intel's 82574L with the driver e1000e: rings, interrupt throttling and pause frames as on hardware",
};
