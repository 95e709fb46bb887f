import type { Role } from '../../../config/testbed/testbed-file.js';
import type { Host } from '../../../host/host.js';
import { parseLinks, type Links } from '../../../linux/ip/link.js';
import { PreconditionFailure } from '../../../model/failure.js';
import type { Port } from '../../../model/network/topology.js';
import { ipCommand } from '../../../linux/ip/command.js';

/**
 * A role's ports with the MAC addresses of their devices, in the order of the file.
 * @throws PreconditionFailure naming a device that is missing, and those that exist
 * @throws ParseFailure, and what Host.run throws
 */
export const readPorts = async (
  host: Host,
  role: Pick<Role, 'namespace' | 'ports'>,
  signal?: AbortSignal,
): Promise<readonly Port[]> => {
  const argv = ipCommand(role.namespace, '-j', 'link');
  const { stdout } = await host.run(argv, { signal });
  const links = parseLinks(stdout, host.name);
  return role.ports.map((port) => {
    const link = links.of(port.interface);
    if (link?.mac !== undefined) return { ...port, mac: link.mac };
    const place = role.namespace === undefined ? '' : ` in namespace ${role.namespace}`;
    throw new PreconditionFailure({
      attempted: `looking for port ${port.name}`,
      where: host.name,
      got:
        link === undefined
          ? `no network device ${port.interface}${place}; there are ${namesOf(links)}`
          : `${port.interface} has no Ethernet address`,
      remedy: `correct the interface of port ${port.name} in the testbed`,
    });
  });
};

const namesOf = ({ names }: Links): string =>
  names.filter((name) => name !== 'lo').join(', ') || 'none but lo';
