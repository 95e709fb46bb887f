import { Failure } from '../../model/failure.js';

/** A port of the generator was removed while it sent: its driver was reloaded, or the NIC was unplugged. */
export class DeviceGone extends Failure {
  constructor(where: string, devices: readonly string[]) {
    super({
      attempted: 'reading what pktgen sent',
      where,
      got: `the kernel removed ${devices.join(', ')} while it sent`,
      remedy: `see why in its kernel log: dmesg | grep -w ${devices[0] ?? ''}`,
    });
  }
}
