import { describe, expect, it } from 'vitest';
import { roleNetwork } from '../../../src/host/role-network.js';
import type { Output } from '../../../src/host/host.js';
import type { Argv } from '../../../src/model/command.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import {
  eventProblems,
  eventResult,
  trialEventOf,
} from '../../../src/traffic/events/trial-event.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import { fixture } from '../../linux/fixture.js';
import { SimulatedMachine } from '../simulated-machine.js';
import { network } from '../testbed.js';
import { virtualClock } from '../virtual-clock.js';

/** A generator that answers what a real one did when a load was changed. */
class Changing extends SimulatedMachine {
  override run(argv: Argv): Promise<Output> {
    this.commands.push(argv);
    const stdout = fixture('pktgen-moment.txt');
    return Promise.resolve({ argv, exitCode: 0, stdout, stderr: '' });
  }
}

const plain = { frameSize: MINIMUM_FRAME, intendedLoad: pps(1_000), duration: seconds(2) };
const trial = { ...plain, secondLoad: { intendedLoad: pps(500), duration: seconds(2) } };
const generator = new Changing('generator');
const setting = { clock: virtualClock() };
const never = new AbortController().signal;
const senderFor = (asked: typeof plain) => ({
  network: roleNetwork(generator, { namespace: 'gen' }),
  devices: pktgenDevices(
    flowsOf(asked, network({ ingress: 2 }).streams),
    { frameSize: MINIMUM_FRAME, cloneSkb: 0 },
    ['kpktgend_0'],
  ),
});

describe('a second load', () => {
  const sender = senderFor(trial);
  const event = trialEventOf(trial, sender, setting);

  it('gives every device its later delay, in the namespace that sends', async () => {
    const { kind } = await event(never, seconds(6));
    expect(kind).toBe('load-change');
    const command = generator.commands.at(-1) ?? [];
    expect(command.slice(0, 4)).toEqual(['ip', 'netns', 'exec', 'gen']);
    expect(command.slice(-5)).toEqual(['2000000', 'eth1', '4000000', 'eth2', '4000000']);
  });

  it('is recorded device by device', async () => {
    const during = await event(never, seconds(6));
    if (during.kind !== 'load-change') throw new Error(during.kind);
    expect(
      during.moment.devices.map(({ device, then }) => [device.interface, then.interface]),
    ).toEqual([
      ['eth1', 'eth1'],
      ['eth2', 'eth2'],
    ]);
    expect(during.moment.devices.map(({ device }) => device)).toEqual(
      sender.devices.map(({ device }) => device),
    );
    const sent = during.moment.devices.map(({ then }) => then.sent);
    const { loadChange, lastLoss } = eventResult(during, { sent: [], interruptions: [] });
    expect(loadChange?.offered).toBe(sent.reduce((a, b) => a + b, 0));
    expect(lastLoss).toBeUndefined();
  });

  it('that came too late is a problem of the generator', async () => {
    // 1,500 frames are to be sent by each; more had been sent by then.
    expect(eventProblems(await event(never, seconds(6)))).toEqual([
      'eth1: it had sent all its frames before the load-change',
      'eth2: it had sent all its frames before the load-change',
    ]);
  });
});

describe('a reset', () => {
  const reset = { kind: 'interface', after: seconds(1) } as const;

  it('is caused at its moment, which changes no delay', async () => {
    const order: string[] = [];
    const cause = () => {
      order.push(`after ${String(generator.commands.length)} commands`);
      setting.clock.advance(seconds(3));
      return Promise.resolve();
    };
    const resets = { interface: cause, 'module-reload': cause, reboot: cause, power: cause };
    const asked = { ...plain, reset };
    const before = generator.commands.length;
    const during = await trialEventOf(asked, senderFor(plain), { ...setting, resets })(
      never,
      seconds(6),
    );
    expect(order).toEqual([`after ${String(before + 1)} commands`]);
    expect(generator.commands.at(-1)?.slice(-5)).toEqual([
      ...['1000000', 'eth1', 'same', 'eth2', 'same'],
    ]);
    expect(during).toMatchObject({ kind: 'reset', took: 3e9 });
  });

  it('of a kind without a handler is refused', () => {
    expect(() => trialEventOf({ ...plain, reset }, senderFor(plain), setting)).toThrow(
      "no reset handler for 'interface'",
    );
  });
});

describe('no event', () => {
  it('is the event of most trials', async () => {
    const during = await trialEventOf(plain, senderFor(plain), setting)(never, seconds(6));
    expect(during).toEqual({ kind: 'none' });
    expect(eventProblems(during)).toEqual([]);
    expect(eventResult(during, { sent: [], interruptions: [] })).toEqual({});
  });
});
