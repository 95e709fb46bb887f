import { keyOf, type WiredPort } from './wired-port.js';

/** The observation of a port: whether it has carrier, and where its frames arrived. */
export interface Observation {
  readonly port: WiredPort;
  readonly carrier: boolean;
  /** Observed ports at which its frames arrived; includes the port itself if they return. */
  readonly seenAt: readonly WiredPort[];
  /** The negotiated speed, in Mb/s; absent if the driver does not report it. */
  readonly megabits?: number | undefined;
}

/** What connects ports, inferred from frames. */
export type Segment =
  | { readonly kind: 'cable'; readonly ports: readonly [WiredPort, WiredPort] }
  /** Frames pass in one direction only. */
  | { readonly kind: 'one-way'; readonly ports: readonly [from: WiredPort, to: WiredPort] }
  /** A port's frames return to it. */
  | { readonly kind: 'loopback'; readonly ports: readonly [WiredPort] }
  /** Frames arrive at several ports: a switch, a hub or a bridge is between them. */
  | { readonly kind: 'shared'; readonly ports: readonly WiredPort[] }
  /** It has carrier, but its frames arrive nowhere, and none arrives at it. */
  | { readonly kind: 'silent'; readonly ports: readonly [WiredPort] }
  | { readonly kind: 'no-carrier'; readonly ports: readonly [WiredPort] };

/** The groups of ports between which frames passed, in either direction. */
const groupsOf = (observations: readonly Observation[]): readonly (readonly Observation[])[] => {
  const groupOf = new Map(observations.map((each) => [keyOf(each.port), new Set([each])]));
  for (const each of observations) {
    for (const other of each.seenAt) {
      const own = groupOf.get(keyOf(each.port));
      const joined = groupOf.get(keyOf(other));
      if (own === undefined || joined === undefined || own === joined) continue;
      for (const member of joined) {
        own.add(member);
        groupOf.set(keyOf(member.port), own);
      }
    }
  }
  return [...new Set(groupOf.values())].map((group) =>
    observations.filter((each) => group.has(each)),
  );
};

const reaches = ({ seenAt }: Observation, { port }: Observation): boolean =>
  seenAt.some((other) => keyOf(other) === keyOf(port));

const alone = (one: Observation): Segment => {
  const kind = reaches(one, one) ? 'loopback' : one.carrier ? 'silent' : 'no-carrier';
  return { kind, ports: [one.port] };
};

const pair = (one: Observation, other: Observation): Segment => {
  if (reaches(one, one) || reaches(other, other)) {
    return { kind: 'shared', ports: [one.port, other.port] };
  }
  const [forth, back] = [reaches(one, other), reaches(other, one)];
  if (forth && back) return { kind: 'cable', ports: [one.port, other.port] };
  return { kind: 'one-way', ports: forth ? [one.port, other.port] : [other.port, one.port] };
};

/** The segments of the observed ports: each port is in exactly one. Pure. */
export const wiringOf = (observations: readonly Observation[]): readonly Segment[] =>
  groupsOf(observations).flatMap((group): readonly Segment[] => {
    const [one, other, third] = group;
    if (one === undefined) return [];
    if (other === undefined) return [alone(one)];
    if (third === undefined) return [pair(one, other)];
    return [{ kind: 'shared', ports: group.map(({ port }) => port) }];
  });
