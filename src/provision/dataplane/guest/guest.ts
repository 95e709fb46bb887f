import { ipBatch, type IpLine } from '../../../linux/ip/batch.js';
import { writeSysctls } from '../../../linux/kernel/sysctl.js';
import type { Command } from '../../../model/command.js';
import type { Network } from '../../../model/network/network.js';
import type { Router, RouterInterface } from '../../../model/network/routers.js';
import type { Protocol } from '../../../model/network/traffic.js';
import { untilCarrier } from '../../await-carrier.js';
import { addressing, routerSettings } from '../router-ports.js';
import { WITHOUT_IPV6 } from '../../steps/namespace.js';

/** A router that is a guest of the DUT. */
export interface Guest {
  /** `vrbench-vr0` */
  readonly name: string;
  readonly router: Router;
  /** Its interfaces, with their names in the guest: `vr0-p0`. */
  readonly interfaces: readonly RouterInterface[];
}

/** The guests of a network whose routers run outside the DUT's own IP stacks. */
export const guestsOf = ({ routers }: Network): readonly Guest[] =>
  routers.map((router) => ({
    name: `vrbench-vr${router.index}`,
    router,
    interfaces: router.interfaces.map((each, position) => ({
      ...each,
      name: `vr${router.index}-p${position}`,
    })),
  }));

/** Renames the device with a given Ethernet address. */
const RENAME = `for device in /sys/class/net/*; do
  [ "$(cat "$device/address")" = "$1" ] || continue
  ip link set dev "\${device##*/}" name "$2"
  exit
done
echo "no network device has Ethernet address $1" >&2
exit 1`;

const rename = ({ mac, name }: RouterInterface): Command => ({
  argv: ['sh', '-c', RENAME, 'sh', mac, name],
});

const ipv4Router = (interfaces: readonly RouterInterface[]): Record<string, string> => ({
  'net/ipv4/ip_forward': '1',
  ...WITHOUT_IPV6,
  ...Object.fromEntries(
    ['all', ...interfaces.map(({ name }) => name)].flatMap((each) =>
      Object.entries(routerSettings(each)),
    ),
  ),
});
const IPV6_ROUTER = { 'net/ipv6/conf/all/forwarding': '1' };

/** Keeps IPv6 from sending unsolicited frames on these interfaces, which are down: see `SILENT_IPV6`. */
const silentIpv6 = (interfaces: readonly RouterInterface[]): Record<string, string> =>
  Object.fromEntries(
    interfaces.flatMap(({ name }) => [
      [`net/ipv6/conf/${name}/disable_ipv6`, '0'],
      [`net/ipv6/conf/${name}/addr_gen_mode`, '1'],
      [`net/ipv6/conf/${name}/forwarding`, '0'],
    ]),
  );

/**
 * The commands by which a guest becomes a router: its interfaces get names, addresses, neighbours and
 * routes, like those of a router in a network namespace.
 * @param ipv6 loads IPv6 into the guest's kernel, if necessary
 */
export const guestSetup = (
  { interfaces }: Guest,
  protocol: Protocol,
  ipv6: readonly Command[] = [],
): readonly Command[] => {
  const six = protocol === 'ipv6';
  const up = ({ name }: RouterInterface): readonly IpLine[] => [
    ...(six ? [['link', 'set', 'dev', name, 'multicast', 'off']] : []),
    ['link', 'set', 'dev', name, 'up'],
  ];
  return [
    ...(six ? ipv6 : []),
    ...interfaces.map(rename),
    writeSysctls(six ? silentIpv6(interfaces) : ipv4Router(interfaces)),
    ipBatch(interfaces.flatMap((each) => [...up(each), ...addressing(each)])),
    ...(six ? [writeSysctls(IPV6_ROUTER)] : []),
    { argv: untilCarrier(interfaces.map(({ name }) => name)) },
  ];
};
