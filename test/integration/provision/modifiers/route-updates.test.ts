import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../../../src/model/network/traffic.js';
import { routeUpdates } from '../../../../src/provision/modifiers/route-updates.js';
import { provision } from '../../../../src/provision/provision.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { dutSteps } from '../../../../src/provision/machine-setup.js';
import { planned } from '../../../provision/planned.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;

describe.skipIf(skipped).each(['ip-forwarder', 'macvlan'] as const)(
  'route updates on %s',
  (name) => {
    it.each(['ipv4', 'ipv6'] as const)('are taken and leave no trace in %s', async (protocol) => {
      const traffic = { ...PLAIN_TRAFFIC, protocol };
      const { network, steps } = planned(name, traffic);
      await using host = await openSandbox();
      await cable(host, TOPOLOGY);
      await provision(host, dutSteps(TOPOLOGY), { runId: 'run-1' });
      await provision(host, steps, { runId: 'run-1' });
      const before = await snapshot(host);
      const { length } = [...dutSteps(TOPOLOGY), ...steps];

      const { step, to } = routeUpdates(network);
      await provision(host, [step], { runId: 'run-1' });
      for (const state of ['B', 'A', 'B'] as const) {
        for (const { argv, stdin } of to(state)) await host.run(argv, { stdin: stdin ?? '' });
      }
      expect(await snapshot(host)).not.toEqual(before);
      await teardown(host, { ledgerMark: length });
      expect(await snapshot(host)).toEqual(before);
    });
  },
);
