import { groupBy } from '../../../model/group-by.js';
import { portCheck } from '../../check.js';

export const addresses = portCheck({
  name: 'addresses',
  title: 'Ethernet addresses',
  about:
    'Two ports of one machine with the same Ethernet address receive the same frames and cannot be told apart. Cloned virtual machines and bonds have such ports; change the address of one of them.',
  judge: ({ device }, { ports }) => {
    const known = ports.flatMap((port) => {
      const mac = device(port.interface)?.mac;
      return mac === undefined ? [] : [{ port, mac }];
    });
    return [...groupBy(known, ({ mac }) => mac)]
      .filter(([, alike]) => alike.length > 1)
      .map(([mac, alike]) => ({
        severity: 'stops',
        found: `ports ${alike.map(({ port }) => port.name).join(' and ')} have the same Ethernet address, ${mac}`,
        why: 'both accept frames for either of them',
        fix: `ip link set dev ${alike.at(-1)?.port.interface ?? ''} address ANOTHER`,
      }));
  },
});
