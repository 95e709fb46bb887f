import type { ReconnectingHost } from '../../../../host/reconnecting-host.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { readLedger } from '../../../../provision/ledger.js';
import { claim, provision } from '../../../../provision/provision.js';
import { teardown } from '../../../../provision/teardown.js';
import { provisioning, type MachineSetup, type StageOptions } from '../stage.js';

/**
 * Whether a machine's ledger has exactly these steps. The ledger is in memory, like the changes it records,
 * so it is empty after a restart.
 */
const isSetUp = async (
  { host, steps }: MachineSetup,
  { runId, signal }: StageOptions,
): Promise<boolean> => {
  const ledger = await readLedger(host, signal);
  const entries = ledger.entries.filter(({ run }) => run === runId);
  return (
    entries.length === steps.length &&
    entries.every(({ kind }, index) => kind === steps[index]?.kind)
  );
};

/**
 * Sets up machines again whose setup was lost, after undoing what is left of it.
 * @param always machines to set up again regardless of their ledger
 * @param requirePorts checks a machine without the run's changes: that its ports are still those of the steps
 * @throws Failure; PreconditionFailure if another run has claimed a machine meanwhile; Interrupted
 */
export const setUpAgain = async (
  machines: readonly MachineSetup[],
  always: readonly ReconnectingHost[],
  requirePorts: (host: ReconnectingHost, signal: AbortSignal) => Promise<void>,
  stage: StageOptions,
): Promise<void> => {
  const { runId, signal } = stage;
  await settleAll(
    machines.map(async (machine) => {
      const { host, steps } = machine;
      await claim(host, runId, signal);
      if (!always.includes(host) && (await isSetUp(machine, stage))) return;
      await teardown(host, { run: runId });
      await requirePorts(host, signal);
      await provision(host, steps, provisioning(stage, host));
    }),
  );
};
