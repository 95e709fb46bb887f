import type { DataPlaneName } from '../../model/data-plane.js';
import { receiversOf, type Tester } from '../../model/network/stream.js';
import type { NetworkEntry } from './network-schema.js';
import type { Playbook } from '../playbook.js';
import { referencePlaybook } from '../stated/reference.js';
import { REFERENCE } from '../../model/network/network.js';

/** A playbook reduced to one network. */
export type OfOneNetwork = Omit<Playbook, 'networks'>;

/** A network that a playbook measures. */
export interface PlaybookNetwork {
  /** Undefined if it is the only one, which has no name. */
  readonly name: string | undefined;
  /** The playbook with the traffic and routers of this network, on the data planes measured with it. */
  readonly playbook: OfOneNetwork;
}

const networkOf = (
  playbook: Playbook,
  { name, dataPlanes, traffic, routers, receive }: NetworkEntry,
): PlaybookNetwork => ({
  name,
  playbook: {
    ...playbook,
    dataPlanes: dataPlanes ?? playbook.dataPlanes,
    traffic: { ...playbook.traffic, ...traffic },
    routers: { ...playbook.routers, ...routers },
    ...(receive !== undefined && {
      receive: { spread: 'queues', ...playbook.receive, ...receive },
    }),
  },
});

/** The network of a playbook's reference, and those of the playbook. */
interface Networks {
  /** At most one. */
  readonly reference: readonly PlaybookNetwork[];
  readonly own: readonly PlaybookNetwork[];
}

const workedOut = (playbook: Playbook): Networks => {
  const { networks, ...common } = playbook;
  const { reference } = playbook;
  return {
    reference:
      reference === undefined
        ? []
        : [{ name: REFERENCE, playbook: referencePlaybook(playbook, reference) }],
    own: networks?.map((entry) => networkOf(common, entry)) ?? [{ name: undefined, playbook }],
  };
};

/** Computed once per playbook, so that its parts keep their identity. */
const known = new WeakMap<Playbook, Networks>();

const partsOf = (playbook: Playbook): Networks => {
  const found = known.get(playbook) ?? workedOut(playbook);
  known.set(playbook, found);
  return found;
};

/** The networks of a playbook, in its order; at least one. */
export const networksOf = (playbook: Playbook): readonly PlaybookNetwork[] => partsOf(playbook).own;

/** The networks of a playbook, preceded by that of its reference. */
export const measuredNetworks = (playbook: Playbook): readonly PlaybookNetwork[] => {
  const { reference, own } = partsOf(playbook);
  return [...reference, ...own];
};

/** A playbook reduced to one of its networks. @throws RangeError if it has no such network */
export const playbookOf = (playbook: Playbook, network: string | undefined): OfOneNetwork => {
  const found = measuredNetworks(playbook).find(({ name }) => name === network);
  if (found === undefined) throw new RangeError(`there is no network '${network ?? ''}'`);
  return found.playbook;
};

/** The networks that a data plane is measured with, in the playbook's order. */
export const networksOn = (
  playbook: Playbook,
  dataPlane: DataPlaneName,
): readonly PlaybookNetwork[] =>
  networksOf(playbook).filter((network) => network.playbook.dataPlanes.includes(dataPlane));

/** The roles that receive test frames in any of a playbook's networks. */
export const receiversIn = (playbook: Playbook): readonly Tester[] => [
  ...new Set(networksOf(playbook).flatMap((network) => receiversOf(network.playbook.traffic))),
];

/** Whether the sink sends test frames in any of a playbook's networks. */
export const isBothWays = (playbook: Playbook): boolean =>
  receiversIn(playbook).includes('generator');
