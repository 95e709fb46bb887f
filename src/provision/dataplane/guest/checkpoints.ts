import type { Checkpoint } from '../../../linux/counters/checkpoint.js';
import type { GuestCounter } from '../../../linux/counters/guest.js';
import type { Network } from '../../../model/network/network.js';
import { backlogQueue, egressQdiscs, ipFields } from '../checkpoints.js';
import { guestsOf } from './guest.js';

/**
 * Where frames are lost within guests, and at the corresponding places in the DUT's kernel, whose IP stack
 * and neighbour table frames do not pass.
 */
export const guestCheckpoints = (network: Network): readonly Checkpoint[] => {
  const { protocol } = network.traffic;
  const all = guestsOf(network);
  const ofEach = (source: GuestCounter['source'], field: string): readonly GuestCounter[] =>
    all.map(({ name }) => ({ source, namespace: name, field }));
  const { source, fields } = ipFields(protocol);
  return [
    {
      location: 'backlog-queue',
      counters: [...backlogQueue().counters, ...ofEach('guest-softnet', 'dropped')],
    },
    { location: 'ip', counters: fields.flatMap((field) => ofEach(`guest-${source}`, field)) },
    {
      location: 'neighbour',
      counters: ofEach(
        protocol === 'ipv4' ? 'guest-neighbour' : 'guest-neighbour6',
        'unresolved_discards',
      ),
    },
    {
      location: 'egress-qdisc',
      counters: [
        ...all.flatMap(({ name, interfaces }) =>
          interfaces.map((each) => ({
            ...({ source: 'guest-qdisc', namespace: name, field: 'drops' } as const),
            interface: each.name,
          })),
        ),
        ...egressQdiscs(network).counters,
      ],
    },
  ];
};
