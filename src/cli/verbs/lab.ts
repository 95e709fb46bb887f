import { Argument, Command, Option } from '@commander-js/extra-typings';
import { execa } from 'execa';
import { loadTestbed, type LoadedTestbed } from '../../config/load.js';
import { Interrupted, PreconditionFailure } from '../../model/failure.js';
import { seconds } from '../../model/units.js';
import { MachineLocked } from '../../provision/lock/machine-lock.js';
import { connectAll } from '../../session/backends/machines/connect.js';
import { labTestbed } from '../../lab/lab-testbed.js';
import { labDown, labUp } from '../../lab/lab.js';
import { labPower, labSshCommand } from '../../lab/access.js';
import { labStatus } from '../../lab/status.js';
import { print, printJson, say, type Io } from '../io.js';
import { loudnessOf, progressTo, quietOption } from '../display/loudness.js';
import { testbedFile, VIRTUAL_LAB } from '../shipped.js';

const testbedOption = new Option(
  '-t, --testbed <file>',
  'testbed file with a lab, or the name of a shipped one',
)
  .default(VIRTUAL_LAB, 'virtual-lab')
  .argParser(testbedFile);

/** A testbed whose machines a lab boots. @throws InvalidFile; PreconditionFailure if its machines are real */
const loadLab = async (path: string, { signal }: Io): Promise<LoadedTestbed> => {
  const loaded = await loadTestbed(path, signal);
  if (loaded.file.lab !== undefined) return loaded;
  throw new PreconditionFailure({
    attempted: `looking for the lab of testbed '${loaded.file.name}'`,
    got: `it has no lab: its machines (${Object.keys(loaded.file.machines).join(', ')}) are real, and are neither started nor stopped by vrbench`,
    remedy: 'use them as they are: vrbench run -t TESTBED PLAYBOOK; or name a testbed with a lab',
  });
};

const up = (io: Io) =>
  new Command('up')
    .description('boot the machines of a lab')
    .addOption(testbedOption)
    .addOption(quietOption())
    .option('--json', 'print the testbed as JSON')
    .action(async (options) => {
      const { file, folder } = await loadLab(options.testbed, io);
      const testbed = await labUp(file, folder, {
        signal: io.signal,
        onProgress: progressTo(io, loudnessOf(options)),
      });
      if (options.json === true) printJson(io, testbed);
      else print(io, `${testbed.name} is up: ${Object.keys(testbed.connections).join(', ')}`);
    });

/** A machine that does not answer is not in use. */
const ANSWER_TIMEOUT = seconds(5);

/** @throws MachineLocked while a run or a teardown works on machines of the lab; Interrupted */
const refuseWhileInUse = async ({ file, folder }: LoadedTestbed, io: Io): Promise<void> => {
  const options = {
    purpose: { doing: 'lab down' },
    signal: io.signal,
    log: () => undefined,
    connectTimeout: ANSWER_TIMEOUT,
  };
  try {
    if ((await labStatus(file.name)).state !== 'up') return;
    const connected = await connectAll(await labTestbed(file, folder), options);
    await connected[Symbol.asyncDispose]();
  } catch (error) {
    // A lab with any other problem is stopped anyway.
    if (error instanceof MachineLocked || error instanceof Interrupted) throw error;
  }
};

const down = (io: Io) =>
  new Command('down')
    .description('stop the machines of a lab; only the image cache stays')
    .addOption(testbedOption)
    .option('--json', 'print the outcome as JSON')
    .action(async (options) => {
      const loaded = await loadLab(options.testbed, io);
      const { file } = loaded;
      await refuseWhileInUse(loaded, io);
      await labDown(file.name);
      if (options.json === true) printJson(io, { lab: file.name, state: 'down' });
      else print(io, `${file.name} is down`);
    });

const status = (io: Io) =>
  new Command('status')
    .description('show which machines of a lab are running')
    .addOption(testbedOption)
    .option('--json', 'print the status as JSON')
    .action(async (options) => {
      const { file } = await loadLab(options.testbed, io);
      const found = await labStatus(file.name);
      if (options.json === true) {
        printJson(io, found);
        return;
      }
      print(io, `${file.name} is ${found.state}`);
      for (const machine of found.machines) {
        const { name, pid, sshPort, running } = machine;
        print(
          io,
          running
            ? `  ${name}: pid ${pid}, ssh port ${sshPort}`
            : `  ${name}: no longer running, pid ${pid} has ended`,
        );
      }
    });

const ssh = (io: Io) =>
  new Command('ssh')
    .description('open a shell on a machine of a lab, or run a command there')
    .addArgument(new Argument('<machine>', 'as the testbed names it'))
    .addArgument(new Argument('[command...]', 'after --'))
    .addOption(testbedOption)
    .option('--json', 'print errors as JSON; the rest is what the command prints')
    .action(async (machine, command, options) => {
      const { file } = await loadLab(options.testbed, io);
      const [program, ...argv] = await labSshCommand(file.name, machine);
      const ended = await execa(program, [...argv, ...command], {
        stdio: 'inherit',
        reject: false,
      });
      if (ended.exitCode === undefined) say(io, `ssh ended: ${ended.shortMessage ?? ''}`);
      process.exitCode = ended.exitCode ?? 1;
    });

const power = (io: Io) =>
  new Command('power')
    .description("switch a machine's power off or on")
    .addArgument(new Argument('<machine>', 'as the testbed names it'))
    .addArgument(new Argument('<state>', 'the state to set').choices(['off', 'on']))
    .addOption(testbedOption)
    .option('--json', 'print the outcome as JSON')
    .action(async (machine, state, options) => {
      const { file } = await loadLab(options.testbed, io);
      await labPower(file, machine, state === 'on');
      if (options.json === true) printJson(io, { machine, power: state });
      else print(io, `${machine} is ${state}`);
    });

/** `vrbench lab`: emulated machines for benchmarks without hardware. */
export const labVerb = (io: Io) => {
  const lab = new Command('lab').description('boot and stop labs of emulated machines');
  for (const verb of [up(io), down(io), status(io), ssh(io), power(io)]) lab.addCommand(verb);
  return lab;
};
