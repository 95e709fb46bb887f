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
        : ` (of ${other.port.name}: ${stated.partner(other) ?? 'nothing'})`;
    return [
      found(port, `the cable is looped: ${text}${both}`, {
        why: `what the ${roles[0] ?? 'machine'} sends comes back to it`,
      }),
    ];
  }
  if (!roles.includes('dut') && !roles.includes(undefined)) {
    return [found(port, text, { why: 'frames bypass the DUT' })];
  }
  const swapped = swappedWith(stated, port, other);
  const also =
    swapped === undefined ? '' : `; the cables of ${shortText(port)} and ${swapped} are swapped`;
  return [found(port, `${text}${also}`, {})];
};
