import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const rings = portCheck({
  name: 'rings',
  title: 'Descriptor rings',
  about:
    'A receive ring holds frames until the CPU handles them: its size determines how long a burst may be before frames are lost. Any size is a valid choice for the DUT, and is archived. Generator and sink should have the maximum of their driver, so that they lose no frames themselves.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const receive = setting('rings')?.receive;
      if (role.role === 'dut' || receive === undefined) return [];
      const { now, maximum } = receive;
      return now === null || maximum === null || now >= maximum
        ? []
        : [
            {
              severity: 'notes',
              found: `its receive ring has ${now} descriptors of at most ${maximum}`,
              why: 'the tester itself may lose frames',
              fix: `ethtool -G ${port.interface} rx ${maximum}`,
              tuning: { rings: { receive: 'max' } },
            },
          ];
    }),
  metalOnly: true,
});
