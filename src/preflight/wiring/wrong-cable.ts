import { fullText, shortText, type WiredPort } from './wired-port.js';
import {
  found,
  isLink,
  says,
  subjectFirst,
  type Stated,
  type WiringFinding,
} from './wiring-finding.js';

/** The port whose cable this one would have to have, where that one has this one's. */
const swappedWith = (stated: Stated, port: WiredPort, other: WiredPort): string | undefined => {
  const [own, others] = [stated.partner(port), stated.partner(other)];
  if (own === undefined || others === undefined) return undefined;
  const there = stated.segmentOf(own);
  if (there?.kind !== 'cable') return undefined;
  return there.ports.some((each) => each.port?.name === others) ? others : undefined;
};

const JOIN_DUT = 'move the cable: a link joins the DUT with the generator or the sink';

/** A link needs two ports that have names. */
const fixOf = (ends: readonly WiredPort[]): string | undefined => {
  const unnamed = ends.find(({ port }) => port === undefined);
  return unnamed === undefined
    ? undefined
    : `move the cable, or give ${shortText(unnamed)} a name among the ports of the testbed`;
};

/** What is wrong with a cable: nothing where it is the one that the testbed has. */
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
    return [found(port, text, { severity: 'notes', why: 'a cable that no playbook uses' })];
  }
  const roles = [port.port?.role, other.port?.role];
  if (port.machine === other.machine && roles[0] === roles[1]) {
    const both =
      other.port === undefined
        ? ''
        : `, and ${stated.partner(other) ?? 'no link'} for ${other.port.name}`;
    return [
      found(port, `the cable is looped: ${text}${both}`, {
        why: `what the ${roles[0] ?? 'machine'} sends comes back to it`,
        fix: JOIN_DUT,
      }),
    ];
  }
  if (!roles.includes('dut') && !roles.includes(undefined)) {
    return [found(port, text, { why: 'frames bypass the DUT', fix: JOIN_DUT })];
  }
  const swapped = swappedWith(stated, port, other);
  const also =
    swapped === undefined ? '' : `; the cables of ${shortText(port)} and ${swapped} are swapped`;
  return [found(port, `${text}${also}`, { fix: fixOf([port, other]) })];
};
