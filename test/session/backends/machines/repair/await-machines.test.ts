import { describe, expect, it } from 'vitest';
import { ConnectionLost, DeadlineExceeded } from '../../../../../src/host/errors.js';
import { Unreachable } from '../../../../../src/host/connection-errors.js';
import type { Tenure } from '../../../../../src/host/command/tenure.js';
import type { Output } from '../../../../../src/host/host.js';
import type { LockedHost } from '../../../../../src/host/locked-host.js';
import { ReconnectingHost } from '../../../../../src/host/reconnecting-host.js';
import { roleNetwork } from '../../../../../src/host/role-network.js';
import { CLEAR, THREADS } from '../../../../../src/linux/pktgen/control.js';
import type { Argv } from '../../../../../src/model/command.js';
import { seconds } from '../../../../../src/model/units.js';
import {
  awaitMachines,
  bootsOf,
} from '../../../../../src/session/backends/machines/repair/await-machines.js';
import { virtualClock } from '../../../../traffic/virtual-clock.js';

const { signal } = new AbortController();
const lost = () => new ConnectionLost('gen', ['true'], new Error('reset'));
const frozen = () => new DeadlineExceeded('gen', ['cat'], seconds(10));
const away = new Unreachable('gen', '192.0.2.1:22', seconds(600), 'refused');

/** What a connection finds: the boot ID, and how often pktgen is polled until it has stopped. */
interface There {
  readonly boot: string | (() => Error);
  readonly sending?: number;
}

/** A machine in these states, connection by connection; an error is that of connecting. */
const machineThatIs = async (...found: readonly (There | Error)[]) => {
  const commands: string[] = [];
  const left = [...found];
  const open = (): Promise<LockedHost> => {
    const next = left.shift();
    if (next === undefined) throw new Error('one connection too many');
    if (next instanceof Error) return Promise.reject(next);
    let sending = next.sending ?? 0;
    const answer = (argv: Argv): Promise<Output> => {
      const output = (stdout: string) => ({ argv, exitCode: 0, stdout, stderr: '' });
      commands.push(argv[0]);
      if (argv === CLEAR || argv === THREADS) {
        sending -= 1;
        return Promise.resolve(output(`Running: ${sending > 0 ? 'eth1' : ''}\nStopped:\n`));
      }
      if (argv[0] !== 'cat') return Promise.resolve(output('kpktgend_0\n'));
      return typeof next.boot === 'string'
        ? Promise.resolve(output(`${next.boot}\n`))
        : Promise.reject(next.boot());
    };
    const host: LockedHost = {
      name: 'gen',
      tenure: 'run' as Tenure,
      in: () => host,
      run: answer,
      attempt: answer,
      withLineProtocol: () => Promise.reject(new Error('not used')),
      upload: () => Promise.reject(new Error('not used')),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
    return Promise.resolve(host);
  };
  const host = new ReconnectingHost(await open(), open);
  const boots = new Map([['gen', 'first']]);
  const clock = virtualClock();
  return {
    host,
    commands,
    clock,
    found: () => awaitMachines([host], [roleNetwork(host)], boots, clock, signal),
  };
};

describe('the machines after a trial that broke', () => {
  it('are usable if each answers', async () => {
    const { found, host } = await machineThatIs({ boot: 'first' });
    expect(await found()).toEqual({ restarted: [], reconnected: false });
    expect(await bootsOf([host], signal)).toEqual(new Map([['gen', 'first']]));
  });

  it('are reconnected, even while they shut down or boot', async () => {
    const { found } = await machineThatIs({ boot: lost }, { boot: lost }, lost(), {
      boot: 'second',
    });
    expect(await found()).toEqual({ restarted: ['gen'], reconnected: true });
    expect(await found()).toEqual({ restarted: [], reconnected: false });
  });

  it('are awaited if they were suspended', async () => {
    const { found } = await machineThatIs({ boot: frozen }, { boot: 'first' });
    expect(await found()).toEqual({ restarted: [], reconnected: true });
  });

  it('are unusable if one does not come back', async () => {
    const { found } = await machineThatIs({ boot: lost }, away);
    expect(await found()).toEqual({ restarted: [], reconnected: false, failure: away });
  });

  it('no longer send when they are found', async () => {
    const { found, commands, clock } = await machineThatIs(
      { boot: lost },
      { boot: 'first', sending: 3 },
    );
    expect(await found()).toEqual({ restarted: [], reconnected: true });
    expect(commands).toEqual(['cat', 'cat', 'ls', 'sh', 'sh', 'sh']);
    expect(clock.pauses).toHaveLength(2);
  });

  it('are unusable if one continues to send', async () => {
    const { found } = await machineThatIs({ boot: 'first', sending: 1_000 });
    const { failure } = await found();
    expect(String(failure)).toMatch(/GeneratorStuck: stopping pktgen on gen: .*eth1 after 5 s/);
  });
});
