import { groupBy } from '../../../model/group-by.js';
import { portCheck } from '../../check.js';

export const addresses = portCheck({
  name: 'addresses',
  title: 'Ethernet addresses',
  about:
    'Two ports of one machine with one Ethernet address cannot be told apart by what they receive. Cloned virtual machines and bonds have such; give one of them an address of its own.',
  judge: ({ device }, { ports }) => {
    const known = ports.flatMap((port) => {
      const mac = device(port.interface)?.mac;
      return mac === undefined ? [] : [{ port, mac }];
    });
    return [...groupBy(known, ({ mac }) => mac)]
      .filter(([, alike]) => alike.length > 1)
      .map(([mac, alike]) => ({
        severity: 'stops',
        found: `ports ${alike.map(({ port }) => port.name).join(' and ')} have one Ethernet address, ${mac}`,
        why: 'frames to one of them are taken by both',
        fix: `ip link set dev ${alike.at(-1)?.port.interface ?? ''} address ANOTHER`,
      }));
  },
});
