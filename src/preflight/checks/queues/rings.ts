import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const rings = portCheck({
  name: 'rings',
  title: 'Descriptor rings',
  about:
    'A receive ring holds the frames that the CPU has not taken yet: how many decides how long a burst may be before frames are lost. Any size is a valid choice; it is archived. Generator and sink should have the most their driver takes, so that they lose none themselves.',
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
