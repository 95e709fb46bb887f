import { fullText, shortText, type WiredPort } from './wired-port.js';
import {
  found,
  isLink,
  says,
  subjectFirst,
  type Stated,
  type WiringFinding,
} from './wiring-finding.js';

/** The port with which a port's cable is swapped; undefined if it is not a swap. */
const swappedWith = (stated: Stated, port: WiredPort, other: WiredPort): string | undefined => {
  const [own, others] = [stated.partner(port), stated.partner(other)];
  if (own === undefined || others === undefined) return undefined;
  const there = stated.segmentOf(own);
  if (there?.kind !== 'cable') return undefined;
  return there.ports.some((each) => each.port?.name === others) ? others : undefined;
};

const CONNECT_DUT = 'move the cable: a link connects the DUT with the generator or the sink';

/** A link needs two named ports. */
const fixOf = (ends: readonly WiredPort[]): string | undefined => {
  const unnamed = ends.find(({ port }) => port === undefined);
  return unnamed === undefined
    ? undefined
    : `move the cable, or add ${shortText(unnamed)} to the ports of the testbed`;
};

/** Findings about a cable; none if it is a link of the testbed. */
export const wrongCable = (
  stated: Stated,
  ends: readonly [WiredPort, WiredPort],
): readonly WiringFinding[] => {
  if (isLink(stated, ends)) return [];
  const [port, other] = subjectFirst(stated, ends);
  const used = [port, other].filter((each) => stated.partner(each) !== undefined);
  const text = `${shortText(port)} is connected to ${fullText(other)}, ${says(stated, port)}`;
  if (used.length === 0) {
    const isTestbeds = port.port !== undefined || other.port !== undefined;
    if (!isTestbeds) return [];
    return [found(port, text, { severity: 'notes', why: 'no playbook uses this cable' })];
  }
  const roles = [port.port?.role, other.port?.role];
  if (port.machine === other.machine && roles[0] === roles[1]) {
    const both =
      other.port === undefined
        ? ''
        : `, and ${stated.partner(other) ?? 'no link'} for ${other.port.name}`;
    return [
      found(port, `the cable is looped: ${text}${both}`, {
        why: `frames of the ${roles[0] ?? 'machine'} return to it`,
        fix: CONNECT_DUT,
      }),
    ];
  }
  if (!roles.includes('dut') && !roles.includes(undefined)) {
    return [found(port, text, { why: 'frames bypass the DUT', fix: CONNECT_DUT })];
  }
  const swapped = swappedWith(stated, port, other);
  const also =
    swapped === undefined ? '' : `; the cables of ${shortText(port)} and ${swapped} are swapped`;
  return [found(port, `${text}${also}`, { fix: fixOf([port, other]) })];
};
