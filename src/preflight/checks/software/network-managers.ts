import { machineCheck } from '../../check.js';
import { portsOf } from '../../subject.js';

/** Programs that configure ports, or send on them, by process name. */
const PROGRAMS: readonly (readonly [process: string, what: string])[] = [
  ['NetworkManager', 'requests addresses on ports that come up'],
  ['systemd-network', 'may configure ports that come up'],
  ['dhclient', 'requests addresses'],
  ['dhcpcd', 'requests addresses'],
  ['lldpd', 'sends LLDP frames'],
  ['lldpad', 'sends LLDP frames'],
  ['avahi-daemon', 'sends multicast DNS'],
  ['radvd', 'sends router advertisements'],
  ['connmand', 'requests addresses on ports that come up'],
  ['wickedd', 'may configure ports that come up'],
];

export const networkManagers = machineCheck({
  name: 'network-managers',
  title: 'Programs that send on ports',
  about:
    'NetworkManager and similar programs request addresses on a port as soon as it has a link; LLDP and multicast DNS daemons send frames. These are counted with the frames of a trial. Exclude the test ports in their configuration, or stop them while you measure.',
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
          : `exclude ${ports.join(', ')} in its configuration, or stop it while you measure`,
    }));
  },
});
