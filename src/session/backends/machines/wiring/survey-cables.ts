import { randomUUID } from 'node:crypto';
import { ROLES } from '../../../../config/testbed/placed-port.js';
import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { statedCables } from '../../../../config/testbed/tester/cables.js';
import { namespaceBefore } from '../../../../config/testbed/tester/namespace-before.js';
import type { LockedHost } from '../../../../host/locked-host.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { groupBy } from '../../../../model/group-by.js';
import { wiringFindings, type Untried } from '../../../../preflight/wiring/findings.js';
import type { WiringFinding } from '../../../../preflight/wiring/wiring-finding.js';
import { choosePorts, type SurveyedPlace } from '../../../../preflight/wiring/free-ports.js';
import { seenLinks, type CabledPair } from '../../../../preflight/wiring/links.js';
import { observe } from '../../../../preflight/wiring/observe.js';
import type { ObserveOptions } from '../../../../preflight/wiring/with-probes.js';
import { wiringOf, type Segment } from '../../../../preflight/wiring/wiring.js';
import { connect, type LockingOptions } from '../connect.js';
import { CORRECT_ADDRESSES, findInterfaces, type UnknownInterface } from '../interfaces.js';

/** The cables of a testbed as detected. */
export interface CableSurvey {
  readonly wiring: readonly Segment[];
  /** Ports that were not tested. */
  readonly untried: readonly Untried[];
  /** The links that the testbed should have. */
  readonly links: readonly CabledPair[];
  /** Problems where cables differ from the testbed's links. */
  readonly findings: readonly WiringFinding[];
}

/** The remaining problems if the testbed had the detected links. Pure. */
export const findingsBySeen = (
  { wiring, untried, links }: Pick<CableSurvey, 'wiring' | 'untried' | 'links'>,
  { calibration }: Pick<Testbed, 'calibration'>,
): readonly WiringFinding[] =>
  wiringFindings(wiring, untried, statedCables({ links: [...links], calibration }));

/** The part of a testbed that cables are compared with. */
type Cabled = Pick<Testbed, 'links' | 'calibration'> & {
  readonly roles: Readonly<
    Record<
      RoleName,
      Parameters<typeof namespaceBefore>[0] & Pick<Testbed['roles'][RoleName], 'machine' | 'ports'>
    >
  >;
};

/** The namespaces of a testbed's machines, with its ports in each. */
const placesOf = (
  { roles }: Cabled,
  hosts: readonly LockedHost[],
  unknown: readonly UnknownInterface[],
): readonly SurveyedPlace[] => {
  const placed = ROLES.flatMap((role) => {
    const { machine, ports } = roles[role];
    // Cables are tested while no run has moved ports.
    const namespace = namespaceBefore(roles[role]);
    return ports
      .filter(({ name }) => !unknown.some(({ port }) => port === name))
      .map((port) => ({ machine, namespace, port: { ...port, role } }));
  });
  return hosts.flatMap((host): readonly SurveyedPlace[] => {
    const own = placed.filter(({ machine }) => machine === host.name);
    const groups = groupBy(own, ({ namespace }) => namespace);
    return [undefined, ...[...groups.keys()].filter((each) => each !== undefined)].map(
      (namespace) => ({
        host,
        namespace,
        ports: (groups.get(namespace) ?? []).map(({ port }) => port),
      }),
    );
  });
};

/** Ports whose interfaces are not known. */
const notFound = ({ roles }: Cabled, unknown: readonly UnknownInterface[]): readonly Untried[] =>
  ROLES.flatMap((role) => {
    const { machine, ports } = roles[role];
    const namespace = namespaceBefore(roles[role]);
    return ports.flatMap(({ name, interface: device }) => {
      const found = unknown.find(({ port }) => port === name);
      if (found === undefined) return [];
      const port = { machine, namespace, interface: device, port: { name, role } };
      return [{ port, reason: found.reason, fix: CORRECT_ADDRESSES }];
    });
  });

/**
 * Tests with frames which ports of a testbed's machines are connected. Only free ports are used; its
 * changes to the machines are undone.
 * @param testbed its ports' interfaces have been resolved
 * @param unknown ports without a known interface, which are not tested
 * @throws what observe throws
 */
export const surveyCables = async (
  testbed: Cabled,
  hosts: readonly LockedHost[],
  options: ObserveOptions,
  unknown: readonly UnknownInterface[] = [],
): Promise<CableSurvey> => {
  const places = placesOf(testbed, hosts, unknown);
  const { free, untried: inUse } = await choosePorts(places, options.signal);
  const untried = [...notFound(testbed, unknown), ...inUse];
  const wiring = wiringOf(await observe(free, options));
  return {
    wiring,
    untried,
    links: seenLinks(wiring, testbed),
    findings: wiringFindings(wiring, untried, statedCables(testbed)),
  };
};

/** A survey that tested no cables, and why. */
const notTested = ({ roles, links }: Cabled, reason: string): CableSurvey => ({
  ...{ wiring: [], untried: [], links },
  findings: [
    {
      machine: roles.dut.machine,
      severity: 'notes',
      found: `the cables were not tested: ${reason}`,
      why: 'no test frames were sent',
    },
  ],
});

/**
 * The same for a testbed whose machines are not connected. If something prevents the test, that is a
 * finding.
 * @throws what connect throws; Interrupted
 */
export const surveyTestbedCables = async (
  testbed: Testbed,
  options: Omit<LockingOptions, 'purpose'>,
): Promise<CableSurvey> => {
  const { signal } = options;
  if (testbed.softwareNic !== undefined) {
    return notTested(
      testbed,
      'a run creates the software NICs, and connects them as in the testbed',
    );
  }
  await using machines = await connect(testbed, { ...options, purpose: { doing: 'doctor' } });
  const runId = `wiring-${randomUUID()}`;
  try {
    const found = await findInterfaces(testbed, (role) => machines.byRole[role], signal);
    return await surveyCables(found.testbed, machines.all, { runId, signal }, found.unknown);
  } catch (error) {
    if (error instanceof PreconditionFailure) return notTested(testbed, error.message);
    throw error;
  }
};
