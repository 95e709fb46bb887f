import type { TestbedFile } from '../../config/testbed/testbed-file.js';
import type { Segment } from './wiring.js';

/** A link in a testbed: two port names. */
export type CabledPair = TestbedFile['links'][number];

/** The links of a testbed, and which ports are the DUT's. */
export interface StatedLinks {
  readonly links: readonly CabledPair[];
  readonly roles: {
    readonly dut: { readonly ports: readonly { readonly name: string }[] };
  };
}

/** The port at the other end of each linked port. */
export const partnersOf = (links: readonly CabledPair[]): ReadonlyMap<string, string> =>
  new Map(links.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

/** The detected cables between the DUT and the other roles, as links in the direction of frames. */
const cabledLinks = (wiring: readonly Segment[]): readonly CabledPair[] =>
  wiring.flatMap(({ kind, ports }): readonly CabledPair[] => {
    if (kind !== 'cable') return [];
    const named = ports.flatMap(({ port }) => port ?? []);
    const dut = named.find(({ role }) => role === 'dut');
    const peer = named.find(({ role }) => role !== 'dut');
    if (dut === undefined || peer === undefined) return [];
    return [peer.role === 'generator' ? [peer.name, dut.name] : [dut.name, peer.name]];
  });

/**
 * The links that a testbed should have: the detected ones, in the order of its present links. The ends at
 * generator and sink keep their positions, since playbooks use links in that order. A link is unchanged if
 * one of its ports was not tried, or shares a switch. Pure.
 */
export const seenLinks = (
  wiring: readonly Segment[],
  { links, roles }: StatedLinks,
): readonly CabledPair[] => {
  const seen = cabledLinks(wiring);
  const ofDut = new Set(roles.dut.ports.map(({ name }) => name));
  const tried = new Set(
    wiring.flatMap(({ kind, ports }) =>
      kind === 'shared' ? [] : ports.flatMap(({ port }) => port?.name ?? []),
    ),
  );
  const kept = links.flatMap((link): readonly CabledPair[] => {
    const peer = link.find((name) => !ofDut.has(name)) ?? link[0];
    const dut = seen.find((each) => each.includes(peer))?.find((name) => name !== peer);
    if (dut === undefined) return link.every((name) => tried.has(name)) ? [] : [link];
    return [link[0] === peer ? [peer, dut] : [dut, peer]];
  });
  const named = new Set(kept.flat());
  return [...kept, ...seen.filter((link) => !link.some((name) => named.has(name)))];
};
