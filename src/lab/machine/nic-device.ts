import type { NicModel } from '../../config/testbed/lab/nic-models.js';

/** How a model of NIC is emulated. */
interface NicDevice {
  /** QEMU's name of it. */
  readonly name: string;
  /** More of QEMU's options. */
  readonly options: (receiveRing: number) => string;
  /** The flavour of Debian's kernel that has its driver. */
  readonly kernel: 'cloud-amd64' | 'amd64';
  /** The module that a machine loads for it; absent if every machine does. */
  readonly driver?: string;
}

/** Each model of NIC. The receive ring of a real one is set by its driver: ethtool -G. */
export const NIC_DEVICES: Readonly<Record<NicModel, NicDevice>> = {
  virtio: {
    name: 'virtio-net-pci',
    options: (receiveRing) => `,rx_queue_size=${receiveRing}`,
    kernel: 'cloud-amd64',
  },
  e1000e: { name: 'e1000e', options: () => '', kernel: 'amd64', driver: 'e1000e' },
};
