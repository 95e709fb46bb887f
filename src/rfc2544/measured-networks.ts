import type { Traffic } from '../model/network/traffic.js';
import type { Media } from '../model/schema/media.js';
import type { MeasuredNetwork } from '../model/schema/networks.js';
import type { RunRouters } from '../model/schema/routers.js';

/** What is archived of a network; what older archives do not say is absent. */
export interface NetworkFacts {
  readonly media?: Media | undefined;
  readonly traffic?: Traffic | undefined;
  readonly routers?: RunRouters | undefined;
}

/** The keys of run.json that describe its network, or its networks. */
export interface RunNetworks extends NetworkFacts {
  /** Present if there are several, each with its own values of the other keys. */
  readonly networks?: readonly MeasuredNetwork[] | undefined;
}

/** The facts of the network that a cell or a trial names. */
export const factsOfNetwork = (
  run: RunNetworks,
  { network }: { readonly network?: string | undefined },
): NetworkFacts =>
  run.networks === undefined ? run : (run.networks.find(({ name }) => name === network) ?? {});

/** The facts of every network, in the playbook's order, by name if there are several. */
export const allNetworksOf = (
  run: RunNetworks,
): readonly (NetworkFacts & { readonly name?: string | undefined })[] => run.networks ?? [run];

/** The key of run.json that has a fact: `traffic`, or `networks.traffic` if there are several. */
export const factKey = (run: RunNetworks, key: string): string =>
  run.networks === undefined ? key : `networks.${key}`;

/** The media of all networks; undefined if they differ, or the archive does not say. */
export const commonMedia = (run: RunNetworks): Media | undefined => {
  const [first, ...others] = allNetworksOf(run).map(({ media }) => media);
  const same = others.every(
    (each) => each?.ingressPorts === first?.ingressPorts && each?.linkSpeed === first?.linkSpeed,
  );
  return same ? first : undefined;
};
