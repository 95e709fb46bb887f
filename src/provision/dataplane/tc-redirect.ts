import type { Redirect } from '../../linux/tc/filter.js';
import { groupBy } from '../../model/group-by.js';
import { frameRedirects } from '../steps/frame-redirects.js';
import { interfaces } from '../steps/interfaces.js';
import { promiscuous } from '../steps/promiscuous.js';
import { filterDrops } from './checkpoints.js';
import { type LinkKind, type VirtualInterface } from './link-kind.js';
import { addPair, deletePair, outerEnd, silenceIpv6 } from './veth.js';
import { virtualRouter } from './virtual-router.js';

/**
 * Redirects between each virtual interface and its port, both ways. A port with one interface redirects
 * every frame to it; with several, by destination Ethernet address.
 */
const redirectsOf = (all: readonly VirtualInterface[]): readonly Redirect[] =>
  [...groupBy(all, ({ port }) => port.interface)].flatMap(([port, members]) =>
    members.flatMap((each) => [
      {
        ...{ from: port, to: outerEnd(each) },
        ...(members.length > 1 && { destination: each.mac }),
      },
      { from: outerEnd(each), to: port },
    ]),
  );

const redirectedVeth: LinkKind = {
  mac: 'own',
  requires: { tools: ['ip', 'tc'], modules: ['veth', 'sch_ingress', 'cls_u32', 'act_mirred'] },
  attach: (all) => [
    interfaces({
      apply: [{ lines: all.map(addPair) }],
      undo: [{ lines: all.map(deletePair) }],
    }),
    silenceIpv6(all.map(outerEnd)),
    interfaces({
      apply: [{ lines: all.map((each) => ['link', 'set', 'dev', outerEnd(each), 'up']) }],
      undo: [],
    }),
    promiscuous({ interfaces: [...new Set(all.map(({ port }) => port.interface))] }),
    frameRedirects({ redirects: redirectsOf(all) }),
  ],
  losses: (all) => [
    filterDrops(
      [...new Set(redirectsOf(all).map(({ from }) => from))],
      Object.fromEntries(all.map((each) => [outerEnd(each), each.namespace])),
    ),
  ],
};

/** tc filters that redirect frames between ports and veth pairs, without a bridge. */
export const tcRedirect = virtualRouter('tc-redirect', redirectedVeth);
