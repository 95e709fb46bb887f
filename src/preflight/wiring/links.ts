import type { TestbedFile } from '../../config/testbed/testbed-file.js';
import type { Segment } from './wiring.js';

/** A link as a testbed has it: two port names. */
export type CabledPair = TestbedFile['links'][number];

/** The part of a testbed that says what is joined. */
export interface StatedLinks {
  readonly links: readonly CabledPair[];
  readonly roles: {
    readonly dut: { readonly ports: readonly { readonly name: string }[] };
  };
}

/** For each port with a link the port at its other end. */
export const partnersOf = (links: readonly CabledPair[]): ReadonlyMap<string, string> =>
  new Map(links.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

/** The cables between the DUT and the others that were seen, as links in the order that frames pass. */
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
 * The links that a testbed should have: those that were seen, in the order of the links that it has. There
 * the ends at generator and sink stay where they are, since playbooks use links in that order. A link stays
 * as it is where one of its ports was not tried, or shares a switch. Pure.
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
