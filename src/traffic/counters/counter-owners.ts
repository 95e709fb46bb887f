import { counterKind, type CounterSource } from '../../linux/counters/index.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import { groupBy } from '../../model/group-by.js';
import type { Network } from '../../model/network/network.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import { counterRefKey, type CounterRef } from './reading.js';

/** The router that a counter belongs to, as it counts only that router's frames, by the counter's key. */
export type CounterOwners = ReadonlyMap<string, number>;

/** The properties of a network that tell its routers apart. */
interface Places {
  readonly network: Network;
  readonly checkpoints: readonly Checkpoint[];
  /** The namespace that holds the DUT's ports. */
  readonly dutNamespace: string | undefined;
}

const onlyOne = (routers: readonly number[]): number | undefined =>
  new Set(routers).size === 1 ? routers[0] : undefined;

/** The routers whose streams use each of the DUT's ports, by the port's device. */
const routersByDevice = ({ streams }: Network): ReadonlyMap<string, readonly number[]> => {
  const uses = streams.flatMap(({ router, entry, exit }) =>
    [entry, exit].map(({ dut }) => ({ device: dut.interface, router: router.index })),
  );
  return new Map(
    [...groupBy(uses, ({ device }) => device)].map(([device, all]) => [
      device,
      all.map(({ router }) => router),
    ]),
  );
};

/**
 * Which counters of a trial's losses count the frames of only one router: those of its namespace,
 * and those of ports that no other router's streams use. Empty for a single router, to which all
 * belong. Pure.
 * @param rings the overflow of each port's ring, by the port's device on the DUT
 */
export const counterOwners = (
  { network, checkpoints, dutNamespace }: Places,
  rings: readonly { readonly device: string; readonly counter: CounterRef }[],
): CounterOwners => {
  if (network.routers.length < 2) return new Map();
  const byNamespace = groupBy(network.routers, ({ namespace }) => namespace);
  const inNamespace = (namespace: string | undefined): number | undefined =>
    namespace === undefined
      ? undefined
      : onlyOne((byNamespace.get(namespace) ?? []).map(({ index }) => index));
  const byDevice = routersByDevice(network);
  const atPort = (device: string): number | undefined => onlyOne(byDevice.get(device) ?? []);
  const ownerOf = (counter: CounterSource): number | undefined => {
    if (counterKind(counter).machineWide === true) return undefined;
    const namespace = 'namespace' in counter ? counter.namespace : undefined;
    if (namespace !== dutNamespace) return inNamespace(namespace);
    const device = 'interface' in counter ? counter.interface : undefined;
    return device === undefined ? undefined : atPort(device);
  };
  const owned = [
    ...rings.map(({ device, counter }) => ({ counter, router: atPort(device) })),
    ...checkpoints.flatMap(({ counters, routerOf = {} }) =>
      counters.map((counter) => {
        const device = 'interface' in counter ? (counter.interface ?? '') : '';
        return {
          counter: { at: 'dut' as const satisfies RoleName, counter },
          router: inNamespace(routerOf[device]) ?? ownerOf(counter),
        };
      }),
    ),
  ];
  return new Map(
    owned.flatMap(({ counter, router }) =>
      router === undefined ? [] : [[counterRefKey(counter), router] as const],
    ),
  );
};
