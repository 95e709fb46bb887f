import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import type { Host } from '../../../../host/host.js';
import { query } from '../../../../host/query.js';
import { portSettings, type PortReadings } from '../../../../linux/device/settings/port.js';
import { SYSTEM, type SystemReadings } from '../../../../linux/machine/system.js';
import { PKTGEN, type PktgenReadings } from '../../../../linux/pktgen/settings.js';
import { asOne, type Readout } from '../../../../linux/text/query.js';
import type { Port } from '../../../../model/network/topology.js';
import type { PortSetup, RoleSetup, Setup } from '../../../../results/schema.js';
import type { HostsByRole } from '../connect.js';

/** The readings of a role's machine and the role's ports. */
interface RoleSurvey {
  readonly system: SystemReadings;
  readonly ports: ReadonlyMap<string, PortReadings>;
  readonly pktgen: PktgenReadings;
}

/** The readings of every role. */
export type Survey = Readonly<Record<RoleName, RoleSurvey>>;

const surveyRole = (
  machine: Host,
  { namespace }: Testbed['roles'][RoleName],
  ports: readonly Pick<Port, 'interface'>[],
  signal: AbortSignal | undefined,
): Promise<RoleSurvey> => {
  const interfaces = ports.map((port) => port.interface);
  const everything = asOne({ system: SYSTEM, ports: portSettings(interfaces), pktgen: PKTGEN });
  return query(machine.in(namespace), everything, { signal });
};

/**
 * Reads the settings that figures may depend on beyond kernel, CPU and driver, with one command per role.
 * @throws what Host.run throws
 */
export const surveyOf = async (
  { byRole }: HostsByRole,
  { roles }: Pick<Testbed, 'roles'>,
  ports: Readonly<Record<RoleName, readonly Pick<Port, 'interface'>[]>>,
  signal?: AbortSignal,
): Promise<Survey> => {
  const of = (role: RoleName): Promise<RoleSurvey> =>
    surveyRole(byRole[role], roles[role], ports[role], signal);
  const [generator, dut, sink] = await Promise.all([of('generator'), of('dut'), of('sink')]);
  return { generator, dut, sink };
};

type Recorded<Readings> = {
  readonly [Name in keyof Readings]: Readings[Name] extends Readout<infer Value>
    ? Value | null
    : never;
} & { readonly unread: Readonly<Record<string, string>> };

/** Readings as archived: null for what could not be read, with the reason. */
const recorded = <Readings extends object>(readings: Readings): Recorded<Readings> => {
  const entries = Object.entries(readings) as [string, Readout<unknown>][];
  const values = entries.map(([name, read]) => [name, 'value' in read ? read.value : null]);
  const unread = entries.flatMap(([name, read]) =>
    'unread' in read ? [[name, read.unread] as const] : [],
  );
  return {
    ...Object.fromEntries(values),
    unread: Object.fromEntries(unread),
  } as Recorded<Readings>;
};

const surveyedPort = (port: PortSetup, readings: PortReadings | undefined): PortSetup => {
  if (readings === undefined) return port;
  const { features, settings } = readings;
  const offloads =
    'value' in features
      ? Object.fromEntries([...features.value].map(([name, { on }]) => [name, on]))
      : port.offloads;
  return { ...port, offloads, settings: recorded(settings) };
};

/** Adds its machine's readings to a role. @param sends whether it sends test frames by pktgen */
const surveyedRole = (setup: RoleSetup, survey: RoleSurvey, sends: boolean): RoleSetup => ({
  ...setup,
  system: recorded(survey.system),
  ...(sends && { pktgen: recorded(survey.pktgen) }),
  ports: setup.ports.map((port) => surveyedPort(port, survey.ports.get(port.interface))),
});

/**
 * Adds their machines' readings to the roles of a run.
 * @param senders the roles that send test frames by pktgen
 */
export const surveyed = (
  { generator, dut, sink }: Setup['roles'],
  survey: Survey,
  senders: readonly RoleName[],
): Setup['roles'] => ({
  generator: surveyedRole(generator, survey.generator, senders.includes('generator')),
  dut: surveyedRole(dut, survey.dut, false),
  sink: surveyedRole(sink, survey.sink, senders.includes('sink')),
});
