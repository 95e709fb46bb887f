import type { Host } from '../../src/host/host.js';
import { commandList } from '../../src/linux/command-list.js';
import { inNamespace, type Argv } from '../../src/model/command.js';
import { seconds } from '../../src/model/units.js';
import type { MachineState } from './differences.js';
import { PS, processesIn } from './processes.js';
import { OF_A_MACHINE, OF_A_NAMESPACE, type Reading } from './readings.js';

/** Waits for what has just come up: its IPv6 address has to be found free first. */
export const ADDRESSES_SETTLED: Argv = [
  'sh',
  '-c',
  'while [ -n "$(ip -6 -oneline address show tentative)" ]; do sleep 0.1; done',
];

type Readings = Readonly<Record<string, Reading>>;

/** An emulated machine reads its disk for the first time. */
const DEADLINE = seconds(280);

/** What comes before each answer. */
const MARK = 'vrbench-machine-state';

/** Asks everything at once, as starting a command takes longer than most of them do. */
const read = async (host: Host, readings: Readings): Promise<MachineState> => {
  const all = Object.entries(readings);
  const { argv, stdin } = commandList(
    all.flatMap((reading) => [{ argv: ['echo', MARK] }, { argv: reading[1].argv }]),
    'go-on',
  );
  const { stdout } = await host.attempt(argv, { stdin, deadline: DEADLINE });
  const [, ...answers] = stdout.split(`${MARK}\n`);
  if (answers.length !== all.length) throw new Error(`${host.name} gave no state: ${stdout}`);
  return Object.fromEntries(
    all.map(([name, { facts }], index) => [name, facts(answers[index] ?? '')]),
  );
};

const within = (namespace: string): Readings =>
  Object.fromEntries(
    Object.entries(OF_A_NAMESPACE).map(([name, { argv, facts }]) => [
      `${name} in ${namespace}`,
      { argv: inNamespace(namespace, argv), facts },
    ]),
  );

/**
 * The state of a machine, for comparison with a later one: everything a run could leave changed.
 * Left out is what changes on its own (volatile.ts) and the cache of built modules.
 */
export const machineState = async (host: Host): Promise<MachineState> => {
  const machine = await read(host, { ...OF_A_MACHINE, ...OF_A_NAMESPACE });
  const namespaces = Object.keys(machine.namespaces ?? {}).flatMap(
    (line) => /^\S+/.exec(line)?.[0] ?? [],
  );
  const inside = await read(host, Object.assign({}, ...namespaces.map(within)) as Readings);
  // Last and alone, so that it does not find the other commands.
  const processes = processesIn((await host.run(PS)).stdout);
  return { ...machine, ...inside, processes };
};
