import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/**
 * The number of unicast filter entries beyond a port's own MAC address, by driver: the maximum over all
 * chips of the driver (rar_entry_count, TG3_MAX_UCAST_ADDR, BNXT_MAX_UC_ADDRS). r8169 has no such filter.
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
    "Every virtual interface with its own Ethernet address on a port takes an entry of the NIC's unicast filter. With more interfaces than entries the NIC becomes promiscuous, and the kernel drops frames for other destinations. On a direct cable there are none; behind a switch the DUT has to handle them.",
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
              found: `the unicast filter of its NIC (${driver}) has at most ${room} more entries, the run adds ${wanted}`,
              why: 'it then receives every frame, like a promiscuous port',
            },
          ];
    }),
});
