import { machineCheck } from '../../check.js';
import { portsOf } from '../../subject.js';

/** Programs that configure ports, or send on them, by the names of their processes. */
const PROGRAMS: readonly (readonly [process: string, what: string])[] = [
  ['NetworkManager', 'asks for addresses on ports that come up'],
  ['systemd-network', 'may configure ports that come up'],
  ['dhclient', 'asks for addresses'],
  ['dhcpcd', 'asks for addresses'],
  ['lldpd', 'sends LLDP frames'],
  ['lldpad', 'sends LLDP frames'],
  ['avahi-daemon', 'sends multicast DNS'],
  ['radvd', 'sends router advertisements'],
  ['connmand', 'asks for addresses on ports that come up'],
  ['wicked', 'may configure ports that come up'],
];

export const networkManagers = machineCheck({
  name: 'network-managers',
  title: 'Programs that use ports by themselves',
  about:
    'NetworkManager and its relatives ask for addresses on a port as soon as it has a link; LLDP and multicast DNS send frames of their own. The counters of a trial see them. Leave the test ports out of their care, or stop them for the time of a run.',
  metalOnly: true,
  judge: ({ processes }, machine) => {
    const running = PROGRAMS.filter(([process]) => processes.has(process));
    const ports = portsOf(machine).map((port) => port.interface);
    if (ports.length === 0) return [];
    return running.map(([process, what]) => ({
      severity: 'notes',
      found: `${process} is running: it ${what}`,
      why: 'its frames are counted with those of a trial',
      fix:
        process === 'NetworkManager'
          ? ports.map((port) => `nmcli device set ${port} managed no`).join('; ')
          : `leave ${ports.join(', ')} out of its configuration, or stop it while you measure`,
    }));
  },
});
