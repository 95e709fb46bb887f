import { readLinkSpeeds } from '../../src/linux/device/link-speed.js';
import type { Ask } from '../../src/host/command/line-protocol.js';
import type { Host, Output, RunOptions } from '../../src/host/host.js';
import { hostIn } from '../../src/host/namespaced-host.js';
import { batch } from '../../src/linux/text/batch.js';
import {
  CLEAR,
  PKTGEN_FOLDER,
  pktgenFile,
  THREADS,
  writeLines,
} from '../../src/linux/pktgen/control.js';
import type { Argv } from '../../src/model/command.js';
import { Failure } from '../../src/model/failure.js';

/** A pktgen device of the simulated kernel. */
interface Device {
  readonly name: string;
  readonly settings: Map<string, string>;
  sent: number;
  stopped: number;
}

/** What a simulated start does: how many frames each device sends, and how it ends. */
export type Start = (devices: readonly SimulatedDevice[]) => { exitCode: number };
export interface SimulatedDevice {
  readonly name: string;
  readonly count: number;
  /** Records a run of the device. */
  send(frames: number, microseconds: number): void;
}

/**
 * A machine that answers the commands of a trial from memory: counters are files, pktgen's state
 * is held as the kernel holds it.
 */
export class SimulatedMachine implements Host {
  readonly name: string;
  /** Texts of files; numbers are link statistics and the like. */
  readonly files = new Map<string, string | number>();
  readonly commands: Argv[] = [];
  /** A line that pktgen refuses, with the message of the program that writes it. */
  refusal: { readonly command: string; readonly message: string } | undefined;
  start: Start = (devices) => {
    for (const device of devices) device.send(device.count, 1_000_000);
    return { exitCode: 0 };
  };
  pktgenLoaded = true;
  /** How often a thread can be polled until it has removed its devices. */
  looksUntilRemoved = 0;
  #devices: Device[] = [];
  /** pktgen's files of removed network devices. */
  readonly #gone = new Set<string>();
  /** Negative if no thread was told to. */
  #looksLeft = -1;

  constructor(name: string) {
    this.name = name;
  }

  /** Raises a counter file. */
  add(path: string, frames: number): void {
    this.files.set(path, Number(this.files.get(path) ?? 0) + frames);
  }

  in(namespace: string | undefined): Host {
    return hostIn(this, namespace);
  }

  async run(argv: Argv, options: RunOptions = {}): Promise<Output> {
    const output = await this.attempt(argv, options);
    if (output.exitCode === 0) return output;
    throw new Failure({ attempted: argv.join(' '), where: this.name, got: output.stderr });
  }

  attempt(argv: Argv, { stdin = '', signal }: RunOptions = {}): Promise<Output> {
    this.commands.push(argv);
    if (signal?.aborted === true) return Promise.reject(new Failure({ attempted: 'a', got: 'b' }));
    const { exitCode = 0, stdout = '', stderr = '' } = this.#answer(argv, stdin);
    return Promise.resolve({ argv, exitCode, stdout, stderr });
  }

  withLineProtocol<Result>(argv: Argv, talk: (ask: Ask) => Promise<Result>): Promise<Result> {
    this.commands.push(argv);
    return talk(() => Promise.reject(new Error('nothing is said in a trial')));
  }

  upload(): Promise<void> {
    return Promise.reject(new Error('nothing is uploaded in a trial'));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  /** Removes a network device, and with it its device of pktgen. */
  unplug(name: string): void {
    this.#devices = this.#devices.filter((device) => device.name !== name);
    this.#gone.add(pktgenFile(name));
  }

  /** Devices left on pktgen's threads. */
  get devices(): readonly string[] {
    return this.#devices.map(({ name }) => name);
  }

  #answer(argv: Argv, stdin: string): Partial<Output> {
    const text = argv.join(' ');
    const same = (other: Argv): boolean => text === other.join(' ');
    if (same(batch([]).argv)) {
      const outputs = stdin
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => this.#tail(line.split(' ')));
      return { stdout: outputs.map((output) => `${output}\u001e`).join('') };
    }
    if (same(['ls', PKTGEN_FOLDER])) {
      return this.pktgenLoaded
        ? { stdout: 'kpktgend_0\npgctrl\n' }
        : { exitCode: 2, stderr: `ls: cannot access '${PKTGEN_FOLDER}'` };
    }
    if (same(writeLines([]).argv)) return this.#configure(stdin);
    if (same(CLEAR)) {
      if (this.devices.length > 0) this.#looksLeft = this.looksUntilRemoved;
      return { stdout: this.#look() };
    }
    if (same(THREADS)) return { stdout: this.#look() };
    if (argv[0] === 'timeout') {
      if (this.#looksLeft >= 0) this.#devices = [];
      return this.start(
        this.#devices.map((device) => ({
          name: device.name,
          count: Number(device.settings.get('count')),
          send: (frames, microseconds) => {
            [device.sent, device.stopped] = [frames, microseconds];
          },
        })),
      );
    }
    if (argv.slice(0, 3).join(' ') === readLinkSpeeds([]).slice(0, 3).join(' ')) {
      const ports = argv.slice(readLinkSpeeds([]).length);
      const line = (port: string) => `${port} physical 1000 /sys/devices/virtual/net/${port}\n`;
      return { stdout: ports.map(line).join('') };
    }
    if (argv[0] === 'tail') {
      const there = argv.filter((word) => !this.#gone.has(word));
      return { exitCode: there.length < argv.length ? 1 : 0, stdout: this.#tail(there) };
    }
    throw new Error(`the simulated machine does not know '${text}'`);
  }

  #configure(stdin: string): Partial<Output> {
    for (const line of stdin.trim().split('\n')) {
      const [file = '', ...words] = line.split(' ');
      const command = words.join(' ');
      if (command === this.refusal?.command) {
        return { exitCode: 1, stderr: `${file}: ${command}: ${this.refusal.message}` };
      }
      const [key = '', value = ''] = words;
      if (key === 'add_device') {
        this.#devices.push({ name: value, settings: new Map(), sent: 0, stopped: 0 });
      } else this.#devices.find(({ name }) => name === file)?.settings.set(key, value);
    }
    return {};
  }

  /** The command may be for a namespace, where names of network devices differ. */
  #tail(argv: readonly string[]): string {
    const paths = argv.slice(argv.indexOf('--lines=+1') + 1);
    return paths.map((path) => `==> ${path} <==\n${this.#file(path)}\n`).join('\n');
  }

  #file(path: string): string {
    if (path === pktgenFile('kpktgend_0')) return this.#thread();
    const device = this.#devices.find(({ name }) => pktgenFile(name) === path);
    if (device === undefined) return String(this.files.get(path) ?? 0);
    const setting = (key: string): string => device.settings.get(key) ?? '0';
    return [
      `Params: count ${setting('count')}  min_pkt_size: ${setting('pkt_size')}  max_pkt_size: 0`,
      `     frags: 0  delay: ${setting('delay')}  clone_skb: 0  ifname: ${device.name}`,
      `Current:`,
      `     pkts-sofar: ${device.sent}  errors: 0`,
      `     started: 0us  stopped: ${device.stopped}us idle: 0us`,
      `Result: OK: ${device.stopped}(c0+d0) usec, ${device.sent} (60byte,0frags)`,
    ].join('\n');
  }

  /** The thread removes its devices later, when it gets round to it. */
  #look(): string {
    if (this.#looksLeft === 0) this.#devices = [];
    this.#looksLeft -= 1;
    return this.#thread();
  }

  #thread(): string {
    return `Running: \nStopped: ${this.devices.join(' ')} \nResult: NA\n`;
  }
}
