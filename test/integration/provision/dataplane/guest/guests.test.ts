import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../../../../src/host/host.js';
import { askGuests, parseAnswers } from '../../../../../src/linux/guest/answer.js';
import { folderOf, GUESTS } from '../../../../../src/linux/guest/processes.js';
import { UML } from '../../../../../src/linux/guest/uml.js';
import type { Step } from '../../../../../src/provision/step.js';
import { provision } from '../../../../../src/provision/provision.js';
import { guests } from '../../../../../src/provision/dataplane/guest/guests.js';
import { teardown } from '../../../../../src/provision/teardown.js';
import { planned } from '../../../../provision/planned.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined || !existsSync(`/usr/bin/${UML}`);

const NAME = 'vrbench-vr0';

/** Processes whose working folder is the guest's, by number. */
const PROCESSES = `for link in /proc/[0-9]*/cwd; do
  [ ! "$link" -ef "$1" ] || echo "$link" | cut -d/ -f3
done`;

const processesOf = async (host: Host): Promise<readonly string[]> =>
  (await host.run(['sh', '-c', PROCESSES, 'sh', folderOf(NAME)])).stdout
    .split('\n')
    .filter(Boolean);

const broken = (step: Step): Step => {
  if (!guests.is(step)) return step;
  const setup = [{ argv: ['cat', '/nonexistent'] as const }];
  return guests({ ...step.spec, guests: step.spec.guests.map((guest) => ({ ...guest, setup })) });
};

describe.skipIf(skipped)('guests', { timeout: 60_000 }, () => {
  const { steps } = planned('uml-guest');

  it('answer with their counters, and end with everything of theirs when they are undone', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const before = await snapshot(host);
    await provision(host, steps, { runId: 'run-1' });
    const answers = parseAnswers((await host.run(askGuests(GUESTS))).stdout);
    expect(answers.get(NAME)?.get('/proc/net/snmp')).toMatch(/^Ip: Forwarding /m);
    expect(answers.get(NAME)?.get('tc -s -j qdisc')).toContain('"dev":"vr0-p0"');

    const owners = await host.run(['stat', '-c', '%U', folderOf(NAME)]);
    expect(owners.stdout).toBe('nobody\n');
    expect((await processesOf(host)).length).toBeGreaterThan(1);
    await teardown(host);
    expect(await snapshot(host)).toEqual(before);
  });

  it('leave nothing when their monitor was killed, which leaves processes behind', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const before = await snapshot(host);
    await provision(host, steps, { runId: 'run-1' });
    const all = await processesOf(host);
    const monitor = await host.run(['cat', `${folderOf(NAME)}/monitor/pid`]);
    await host.run(['kill', '-KILL', monitor.stdout.trim()]);
    const left = (await processesOf(host)).filter((each) => all.includes(each));
    expect(left.length).toBeGreaterThan(0);
    await teardown(host);
    for (const process of all) {
      expect((await host.attempt(['test', '-e', `/proc/${process}/exe`])).exitCode).not.toBe(0);
    }
    expect(await snapshot(host)).toEqual(before);
  });

  it('that do not become routers fail with the end of their console, and are ended', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const before = await snapshot(host);
    await expect(provision(host, steps.map(broken), { runId: 'run-1' })).rejects.toThrow(
      /starting guest vrbench-vr0[\s\S]*the command that failed: cat \/nonexistent/,
    );
    expect(await snapshot(host)).toEqual(before);
  });
});
