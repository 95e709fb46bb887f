import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { Failure, Interrupted, reasonOf } from '../../../../model/failure.js';
import type { SetupAtEnd } from '../../../../model/schema/setup/at-end.js';
import type { RoleSetup, Setup } from '../../../../results/schema.js';
import { setupDifferences } from '../../../../results/setup-differences.js';
import type { HostsByRole } from '../connect.js';
import { surveyed, surveyOf } from './survey.js';

/** A run's machines as read at its start. */
export interface Before {
  readonly machines: HostsByRole;
  readonly testbed: Pick<Testbed, 'roles'>;
  readonly setup: Setup;
  /** The roles that send test frames by pktgen. */
  readonly senders: readonly RoleName[];
}

/** A role as read before, with pktgen's devices in the last trial. */
const withDevices = (before: RoleSetup, { pktgen }: RoleSetup): RoleSetup =>
  pktgen === undefined ? before : { ...before, pktgen };

/**
 * Reads the machines again at the end of the measurements, and reports differences. If a machine
 * no longer answers, that is recorded and the run does not fail.
 * @throws Interrupted
 */
export const readAgain = async (
  { machines, testbed, setup, senders }: Before,
  signal: AbortSignal,
): Promise<{ readonly setup: Setup; readonly atEnd: SetupAtEnd }> => {
  try {
    const { generator, dut, sink } = setup.roles;
    const ports = { generator: generator.ports, dut: dut.ports, sink: sink.ports };
    const survey = await surveyOf(machines, testbed, ports, signal);
    const roles = surveyed(setup.roles, survey, senders);
    const changes = setupDifferences({ setup }, { setup: { ...setup, roles } });
    return {
      setup: {
        ...setup,
        roles: {
          generator: withDevices(generator, roles.generator),
          dut,
          sink: withDevices(sink, roles.sink),
        },
      },
      atEnd: { state: 'read', changes: [...changes] },
    };
  } catch (error) {
    if (!(error instanceof Failure) || error instanceof Interrupted) throw error;
    return { setup, atEnd: { state: 'not-read', reason: reasonOf(error) } };
  }
};
