import type { Meanings } from '../../../model/meanings.js';

/** The models of NIC that an emulated machine can have for test frames. */
export type NicModel = 'virtio' | 'e1000e';

/** What each of them is. */
export const NIC_MODELS: Meanings<NicModel> = {
  virtio: 'virtio-net, which takes the least time to emulate',
  e1000e:
    "Intel's 82574L with its own driver, e1000e: rings, throttling and pause frames as on metal",
};
