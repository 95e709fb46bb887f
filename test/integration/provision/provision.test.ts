import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../src/host/locked-host.js';
import type { Argv } from '../../../src/model/command.js';
import { Failure, Interrupted, PreconditionFailure } from '../../../src/model/failure.js';
import type { DataPlaneName } from '../../../src/model/data-plane.js';
import { LEDGER } from '../../../src/provision/ledger.js';
import { dutSteps, testerSteps } from '../../../src/provision/machine-setup.js';
import { claim, mark, provision } from '../../../src/provision/provision.js';
import type { Step } from '../../../src/provision/step.js';
import { interfaces } from '../../../src/provision/steps/interfaces.js';
import { namespace } from '../../../src/provision/steps/namespace.js';
import { teardown, TeardownIncomplete } from '../../../src/provision/teardown.js';
import { planned } from '../../provision/planned.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from './sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const runId = 'run-1';

const open = async (): Promise<LockedHost> => {
  const host = await openSandbox();
  await cable(host, TOPOLOGY);
  return host;
};

const everything = (name: DataPlaneName): Step[] => [
  ...testerSteps(TOPOLOGY.ingress, { namespace: 'gen' }, { sends: false }),
  ...testerSteps(TOPOLOGY.egress, { namespace: 'sink' }, { sends: false, receives: 'nic' }),
  ...dutSteps(TOPOLOGY),
  ...planned(name).steps,
];
const failing = interfaces({
  apply: [
    {
      lines: [
        ['link', 'set', 'dev', 'dut0', 'down'],
        ['link', 'del', 'dev', 'nowhere'],
      ],
    },
  ],
  undo: [{ lines: [['link', 'set', 'dev', 'dut0', 'up']] }],
});

/** The host as a controller sees it that breaks off around its command number `count`. */
const breakingOff = (host: LockedHost, count: number, moment: 'before' | 'after'): LockedHost => {
  let seen = 0;
  const around = <Result>(command: () => Promise<Result>): Promise<Result> => {
    seen += 1;
    const gone = () => Promise.reject(new LinkGone());
    if (seen < count) return command();
    return seen === count && moment === 'after' ? command().then(gone) : gone();
  };
  return {
    ...host,
    run: (argv, options) => around(() => host.run(argv, options)),
    attempt: (argv, options) => around(() => host.attempt(argv, options)),
  };
};
class LinkGone extends Failure {
  override readonly kind = 'unreachable';
  constructor() {
    super({ attempted: 'talking', got: 'gone' });
  }
}

/** The host with something that happens when its command number `count` begins. */
const watching = (host: LockedHost, count: number, act: () => void): LockedHost => {
  let seen = 0;
  const watch = (): void => {
    seen += 1;
    if (seen === count) act();
  };
  return {
    ...host,
    run: (argv, options) => (watch(), host.run(argv, options)),
    attempt: (argv, options) => (watch(), host.attempt(argv, options)),
  };
};

describe.skipIf(skipped)('provision and teardown', { timeout: 600_000 }, () => {
  it.each(['ip-forwarder', 'macvlan', 'veth-bridge', 'tc-redirect'] as const)(
    'leave nothing of %s',
    async (name) => {
      await using host = await open();
      const before = await snapshot(host);
      await provision(host, everything(name), { runId });
      expect(await snapshot(host)).not.toEqual(before);
      expect(await teardown(host)).toBe(everything(name).length);
      expect(await snapshot(host)).toEqual(before);
      expect(await teardown(host)).toBe(0);
    },
  );

  it('go back to a mark, so that data planes follow each other on one base', async () => {
    await using host = await open();
    const before = await snapshot(host);
    expect(await claim(host, runId)).toBe(0);
    await provision(host, dutSteps(TOPOLOGY), { runId });
    const ledgerMark = await mark(host);
    const base = await snapshot(host);
    for (const name of [
      'macvlan',
      'tc-redirect',
      'ip-forwarder',
      'veth-bridge',
      'macvlan',
    ] as const) {
      await provision(host, planned(name).steps, { runId });
      await teardown(host, { ledgerMark });
      expect(await snapshot(host)).toEqual(base);
    }
    await teardown(host);
    expect(await snapshot(host)).toEqual(before);
  });

  it('undo what was applied when a later step fails', async () => {
    await using host = await open();
    const before = await snapshot(host);
    const steps = [...everything('macvlan'), failing];
    await expect(provision(host, steps, { runId })).rejects.toThrow(/Cannot find device "nowhere"/);
    expect(await snapshot(host)).toEqual(before);
  });

  it('leave a batch that failed half-way undone', async () => {
    await using host = await open();
    await provision(host, dutSteps(TOPOLOGY), { runId });
    const base = await snapshot(host);
    const address = ['address', 'add', '198.18.1.1/24', 'dev', 'dut0'];
    const half = interfaces({
      apply: [{ lines: [address, address] }],
      undo: [{ lines: [['address', 'flush', 'to', '198.18.1.1/32', 'dev', 'dut0']] }],
    });
    await expect(provision(host, [half], { runId })).rejects.toThrow(/Command failed -:2/);
    expect(await snapshot(host)).toEqual(base);
  });

  it('survive a controller that is gone at any moment', async () => {
    await using host = await open();
    const before = await snapshot(host);
    const steps = [...dutSteps(TOPOLOGY), ...planned('macvlan').steps];
    for (const moment of ['before', 'after'] as const) {
      for (let count = 1; ; count += 1) {
        const session = breakingOff(host, count, moment);
        const ended = await provision(session, steps, { runId })
          .then(() => teardown(session))
          .then(
            () => 'done',
            (error: unknown) => error,
          );
        await teardown(host);
        expect(await snapshot(host), `${moment} command ${count}`).toEqual(before);
        if (ended === 'done') break;
        expect(ended).toBeInstanceOf(LinkGone);
      }
    }
  });

  it.each(['ip-forwarder', 'tc-redirect'] as const)(
    'undo everything of %s when interrupted at any moment',
    async (name) => {
      await using host = await open();
      const before = await snapshot(host);
      const steps = [...dutSteps(TOPOLOGY), ...planned(name).steps];
      for (let count = 1; ; count += 1) {
        const interrupt = new AbortController();
        const session = watching(host, count, () => {
          interrupt.abort();
        });
        const ended = await provision(session, steps, { runId, signal: interrupt.signal }).then(
          () => 'done',
          (error: unknown) => error,
        );
        if (ended === 'done') break;
        expect(ended).toBeInstanceOf(Interrupted);
        expect(await snapshot(host), `at command ${count}`).toEqual(before);
      }
      await teardown(host);
      expect(await snapshot(host)).toEqual(before);
    },
  );

  it('read over a ledger line that was cut off', async () => {
    await using host = await open();
    const before = await snapshot(host);
    await provision(host, dutSteps(TOPOLOGY), { runId });
    const cut: Argv = ['sh', '-c', 'printf "%s" "$1" >> "$2"', 'sh', '{"sequence":2,"ru', LEDGER];
    await host.run(cut);
    await provision(host, planned('macvlan').steps, { runId });
    await host.run(cut);
    await teardown(host);
    expect(await snapshot(host)).toEqual(before);
  });
});

describe.skipIf(skipped)('what goes wrong', { timeout: 60_000 }, () => {
  it('entries of other runs stay in the ledger, whatever is undone and mended beside them', async () => {
    await using host = await open();
    const vr = (name: string) => namespace({ name, settings: {} });
    const { kind, spec } = vr('theirs');
    // Of the same number, of a run whose name has this one's in it, and of a later version.
    const theirs = [
      JSON.stringify({ sequence: 1, run: 'run-11', kind, spec, before: null }),
      JSON.stringify({ sequence: 1, run: 'run.1', kind: 'of-tomorrow', spec, before: null }),
    ];
    await provision(host, [vr('one'), vr('two')], { runId });
    await host.run(['sh', '-c', 'cat >>"$1"', 'sh', LEDGER], {
      stdin: `${theirs.join('\n')}\n{"sequence":7,"ru`,
    });
    expect(await teardown(host, { run: runId })).toBe(2);
    expect((await host.run(['cat', LEDGER])).stdout).toBe(`${theirs.join('\n')}\n`);
    const state = await snapshot(host);
    expect(state.states.map(({ place }) => place)).toEqual(['', 'gen', 'sink']);
    await expect(claim(host, runId)).rejects.toThrow(/changes made by run run-11/);
  });

  it('a machine that holds changes made by another run is left alone', async () => {
    await using host = await open();
    await provision(host, dutSteps(TOPOLOGY), { runId });
    const held = await snapshot(host);
    await expect(claim(host, 'run-2')).rejects.toThrow(/still holds changes made by run run-1/);
    await expect(provision(host, dutSteps(TOPOLOGY), { runId: 'run-2' })).rejects.toBeInstanceOf(
      PreconditionFailure,
    );
    expect(await claim(host, runId)).toBe(1);
    expect(await snapshot(host)).toEqual(held);
  });

  it('an undo that fails is reported, stays in the ledger, and the others go on', async () => {
    await using host = await open();
    const before = await snapshot(host);
    const stuck = interfaces({ apply: [], undo: [{ lines: [['bogus']] }] });
    const vr = namespace({ name: 'vr', settings: {} });
    await provision(host, [vr, stuck], { runId });
    const failed = teardown(host);
    await expect(failed).rejects.toBeInstanceOf(TeardownIncomplete);
    await expect(failed).rejects.toThrow(/change 2 \(interfaces\).*Object "bogus" is unknown/);
    expect(await mark(host)).toBe(1);
    await host.run(['rm', '-r', '/run/vrbench']);
    expect(await snapshot(host)).toEqual(before);
  });

  it('a kind that this version does not know is reported', async () => {
    await using host = await open();
    const foreign: Step = { ...namespace({ name: 'vr', settings: {} }), kind: 'time-travel' };
    const kinds = { 'time-travel': { kind: 'time-travel', fromLedger: () => foreign } };
    await expect(provision(host, [foreign], { runId })).rejects.toThrow(RangeError);
    await provision(host, [foreign], { runId, kinds });
    await expect(teardown(host)).rejects.toThrow(/unknown to this version of vrbench/);
    expect(await teardown(host, { kinds })).toBe(1);
  });
});
