import { portSettings, type PortReadings } from '../linux/device/settings/port.js';
import { DEVICES, type Device } from '../linux/ip/device.js';
import { ASK_OS_RELEASE, type OsRelease } from '../linux/machine/os-release.js';
import { parseNodes, NODE_FILES, type NodeCpus } from '../linux/machine/numa.js';
import { SYSTEM, type SystemReadings } from '../linux/machine/system.js';
import {
  ask,
  askFiles,
  asOne,
  mapped,
  valueOf,
  type Query,
  type Readout,
} from '../linux/text/query.js';
import type { NeedKind } from '../provision/requirements/needs.js';
import type { RoleSubject } from './subject.js';

/** The facts that several checks of a machine share. */
export interface MachineFacts {
  readonly system: SystemReadings;
  readonly os: OsRelease;
  /** `uname -r`. */
  readonly release: string;
  /** When it was queried, by this computer's clock: seconds since 1970. */
  readonly asked: { readonly begin: number; readonly end: number };
  /** The names of its processes. */
  readonly processes: ReadonlySet<string>;
  /** The CPUs of each NUMA node. */
  readonly nodes: NodeCpus;
  /** The files that say whether modules may be loaded, those that exist. */
  readonly loadingFiles: ReadonlyMap<string, string>;
  /** The missing requirements of a kind. */
  readonly missing: (kind: NeedKind) => readonly string[];
}

/** The facts that several checks of ports share. */
export interface RoleFacts {
  readonly machine: MachineFacts;
  /** By interface; undefined if there is none of that name. */
  readonly device: (name: string) => Device | undefined;
  /** The devices of the network namespace, or why they could not be read. */
  readonly devices: Readout<readonly Device[]>;
  /** By interface. */
  readonly settings: ReadonlyMap<string, PortReadings>;
}

/** Reads the `MachineFacts`, except those that need a separate command. */
export const askMachine: Query<Omit<MachineFacts, 'missing' | 'loadingFiles' | 'asked'>> = mapped(
  asOne({
    system: SYSTEM,
    files: askFiles(NODE_FILES),
    os: ASK_OS_RELEASE,
    release: ask(['uname', '-r'], (text) => text.trim()),
    processes: askFiles(['/proc/[0-9]*/comm']),
  }),
  ({ system, files, os, release, processes }) => ({
    system,
    os: valueOf(os) ?? { id: '', like: [] },
    release: valueOf(release) ?? '',
    processes: new Set(processes.values()),
    nodes: parseNodes(files),
  }),
);

/** The same for ports. */
export const askRole = ({ ports }: RoleSubject): Query<Omit<RoleFacts, 'machine'>> =>
  mapped(
    asOne({
      devices: ask(DEVICES.command, DEVICES.parse),
      settings: portSettings(ports.map((port) => port.interface)),
    }),
    ({ devices, settings }) => {
      const all = valueOf(devices) ?? [];
      return { devices, settings, device: (name) => all.find((each) => each.name === name) };
    },
  );
