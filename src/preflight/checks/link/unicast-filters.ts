import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/**
 * How many Ethernet addresses besides its own a port filters by, by its driver: the most of any chip that
 * the driver has (rar_entry_count, TG3_MAX_UCAST_ADDR, BNXT_MAX_UC_ADDRS). r8169 has no such filter.
 */
const FILTERS: Readonly<Record<string, number>> = {
  e1000: 14,
  e1000e: 14,
  igb: 31,
  ixgbe: 127,
  tg3: 3,
  bnxt_en: 3,
  r8169: 0,
};

export const unicastFilters = portCheck({
  name: 'unicast-filters',
  title: 'Unicast filters',
  about:
    'Every virtual interface on a port that has an Ethernet address of its own takes an entry of the filter by which the NIC receives. With more interfaces than entries the NIC receives all frames, and the kernel sorts out those for others. Behind a cable nothing else arrives; behind a switch, frames of others are handled by the DUT.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ setting }) => {
      const { addressesPerPort: wanted = 0 } = role;
      const driver = setting('driverModule')?.name;
      const room = driver === undefined ? undefined : FILTERS[driver];
      return room === undefined || wanted <= room
        ? []
        : [
            {
              severity: 'notes',
              found: `the filter of its NIC (${driver}) has room for ${room} more addresses at most, the run adds ${wanted}`,
              why: 'it then receives every frame, as a promiscuous port does',
            },
          ];
    }),
});
