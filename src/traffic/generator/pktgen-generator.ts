import {
  parseInterruptions,
  startThroughLosses,
  type Interruption,
} from '../../linux/pktgen/restart.js';
import { deviceLines, type PktgenDevice } from '../../linux/pktgen/device.js';
import {
  refusalRemedy,
  startWithin,
  wasInterrupted,
  writeLines,
} from '../../linux/pktgen/control.js';
import { Failure } from '../../model/failure.js';
import { nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { elapsed } from '../../host/clock.js';
import { DeadlineExceeded } from '../../host/errors.js';
import type { Host } from '../../host/host.js';
import { deviceRun, sendingTime, type DeviceRun } from './interrupted-run.js';
import { neverFinished } from './generator-stuck.js';
import { readResults } from './pktgen-results.js';
import { clear, type PktgenSetting } from './pktgen-threads.js';
import { runConcurrently } from '../../model/concurrency/run-concurrently.js';

/** The result of a run of the generator. */
export interface PktgenRun<Outcome> {
  /** Each requested device with its result. */
  readonly devices: readonly DeviceRun[];
  /** From the first device's start to the last one's end, by the generator's clock, interruptions left out. */
  readonly duration: Nanoseconds;
  /** Periods without sending because a port had no carrier. */
  readonly interruptions: readonly Interruption[];
  /** How long the command that starts the devices and waits took, by the controller's clock. */
  readonly traffic: Nanoseconds;
  /** It was stopped because it took far too long. */
  readonly cutOff: boolean;
  /** The outcome of the work during the run. */
  readonly outcome: Outcome;
}

/** Work to do while devices send. It starts with the run, and gets the run's time limit. */
export type WhileSending<Outcome> = (signal: AbortSignal, limit: Nanoseconds) => Promise<Outcome>;

/** The least time that devices send. */
const lengthOf = (devices: readonly PktgenDevice[]): Nanoseconds =>
  nanoseconds(
    Math.max(
      ...devices.map(({ count, delay, laterDelay = delay }) => count * Math.max(delay, laterDelay)),
    ),
  );

/** A run that takes longer than this is invalid; its count still shows the generator's rate. */
const limitOf = (devices: readonly PktgenDevice[]): Nanoseconds =>
  nanoseconds(Math.round(lengthOf(devices) * 1.25) + seconds(2));

/** Hooks of a run. */
export interface PktgenRunOptions<Outcome> {
  /** Awaited before the devices start, so that several generators start together. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /** Done while they send. */
  readonly whileSending: WhileSending<Outcome>;
}

/**
 * Configures devices, starts them, reads their results and removes them again, whatever happens in
 * between. When it returns, the work during the run has ended, too.
 * @throws Failure when pktgen rejects a line or does not stop; Interrupted, once it has stopped
 */
export const runPktgen = async <Outcome>(
  setting: PktgenSetting,
  devices: readonly PktgenDevice[],
  signal: AbortSignal,
  { ready, whileSending }: PktgenRunOptions<Outcome>,
): Promise<PktgenRun<Outcome>> => {
  try {
    await clear(setting);
    await configure(setting, devices, signal);
    await ready(signal);
    const run = await send(setting, devices, signal, whileSending);
    await clear(setting);
    return run;
  } catch (error) {
    await clear(setting).catch((second: unknown) => {
      setting.warn(`pktgen may still be running: ${String(second)}`);
    });
    throw error;
  }
};

const configure = async (
  { generator: { host } }: PktgenSetting,
  devices: readonly PktgenDevice[],
  signal: AbortSignal,
): Promise<void> => {
  const { argv, stdin } = writeLines(devices.flatMap(deviceLines));
  const output = await host.attempt(argv, { stdin, signal });
  if (output.exitCode === 0) return;
  const got = output.stderr.trim();
  const remedy = refusalRemedy(got);
  throw new Failure({
    attempted: 'configuring pktgen',
    where: host.name,
    got,
    ...(remedy !== undefined && { remedy }),
  });
};

/** Runs the command that returns when pktgen has sent everything. @throws GeneratorStuck if it does not return */
const finished = async (
  host: Host,
  ...command: Parameters<Host['attempt']>
): ReturnType<Host['attempt']> => {
  try {
    return await host.attempt(...command);
  } catch (error) {
    throw error instanceof DeadlineExceeded ? neverFinished(host.name, error) : error;
  }
};

/** Starts all devices and waits for their end. */
const start = async (
  { clock, generator, throughLosses = false }: PktgenSetting,
  devices: readonly PktgenDevice[],
  limit: Nanoseconds,
  signal: AbortSignal,
): Promise<Pick<PktgenRun<unknown>, 'traffic' | 'cutOff' | 'interruptions'>> => {
  const { argv, stdin = '' } = throughLosses
    ? { argv: startThroughLosses(limit, lengthOf(devices), devices) }
    : startWithin(limit);
  const started = clock.now();
  const deadline = nanoseconds(limit + seconds(30));
  const options = { stdin, signal, deadline };
  const output = await finished(generator.host, argv, options);
  const traffic = elapsed(started, clock.now());
  const cutOff = wasInterrupted(output);
  if (output.exitCode !== 0 && !cutOff) {
    throw new Failure({
      attempted: 'starting pktgen',
      where: generator.host.name,
      got: output.stderr.trim() || `exit code ${output.exitCode}`,
    });
  }
  const interruptions = throughLosses
    ? parseInterruptions(output.stdout, devices, generator.host.name)
    : [];
  return { traffic, cutOff, interruptions };
};

const send = async <Outcome>(
  setting: PktgenSetting,
  devices: readonly PktgenDevice[],
  signal: AbortSignal,
  whileSending: WhileSending<Outcome>,
): Promise<PktgenRun<Outcome>> => {
  const limit = limitOf(devices);
  const [ended, outcome] = await runConcurrently(signal, [
    (stop) => start(setting, devices, limit, stop),
    (stop) => whileSending(stop, limit),
  ]);
  const last = await readResults(setting, devices, signal);
  const ran = last.map(({ device, result }, index) =>
    deviceRun(device, index, ended.interruptions, result),
  );
  return { devices: ran, duration: sendingTime(ran), ...ended, outcome };
};
