import type { PortSettings } from '../../../model/schema/setup/port-settings.js';
import { bytes, nanoseconds } from '../../../model/units.js';
import {
  ask,
  askFiles,
  asOne,
  mapped,
  valueOf,
  type Query,
  type Readout,
} from '../../text/query.js';
import { parseDriver, parseFeatures, type Driver, type Feature } from '../ethtool.js';
import { coalescing } from './coalescing.js';
import { devicePlaces, functionOf, IDENTITY_FILES, type DeviceFiles } from './device-files.js';
import { INTERRUPT_FILES, interruptFiles, readInterrupts } from './interrupts.js';
import { channels, rings } from './limits.js';
import { link } from './link.js';
import { pause } from './pause.js';
import { queueFiles, readReceiveSteering, readTransmitSteering } from './queues.js';
import { rss } from './rss.js';

/** Every setting of a port, or why it could not be read. */
export type SettingReadings = {
  readonly [Name in keyof Omit<PortSettings, 'unread'>]: Readout<NonNullable<PortSettings[Name]>>;
};

/** A port as it was read. */
export interface PortReadings {
  readonly settings: SettingReadings;
  readonly features: Readout<ReadonlyMap<string, Feature>>;
}

type Files = ReadonlyMap<string, string>;

const NAPI_FILES = ['threaded', 'gro_flush_timeout', 'napi_defer_hard_irqs'] as const;

const filesOf = (port: string): readonly string[] => [
  ...['mtu', 'tx_queue_len', ...NAPI_FILES].map((name) => `/sys/class/net/${port}/${name}`),
  ...queueFiles(port),
  `/sys/class/net/${port}/device/driver/module`,
  `/sys/class/net/${port}/device/driver/module/srcversion`,
  `/sys/class/net/${port}/device/driver/module/parameters/*`,
  ...devicePlaces(port).flatMap((place) => [
    ...[...IDENTITY_FILES, 'numa_node'].map((name) => `${place}/${name}`),
    ...interruptFiles(place),
  ]),
];

const readNumber = (path: string, files: Files): Readout<number> => {
  const text = files.get(path);
  return text !== undefined && /^\d+$/.test(text)
    ? { value: Number(text) }
    : { unread: `${path} cannot be read` };
};

const readNapi = (port: string, files: Files): SettingReadings['napi'] => {
  const [threaded, flush, defer] = NAPI_FILES.map((name) =>
    valueOf(readNumber(`/sys/class/net/${port}/${name}`, files)),
  );
  return threaded === undefined || flush === undefined || defer === undefined
    ? { unread: `/sys/class/net/${port} has no ${NAPI_FILES.join(', ')} (kernels before 5.12)` }
    : {
        value: {
          threaded: threaded !== 0,
          groFlushTimeout: nanoseconds(flush),
          deferHardIrqs: defer,
        },
      };
};

const readModule = (port: string, files: Files): SettingReadings['driverModule'] => {
  const folder = `/sys/class/net/${port}/device/driver/module`;
  const target = files.get(folder);
  if (target === undefined) return { unread: 'its driver is built in, or it has no device' };
  const start = `${folder}/parameters/`;
  const parameters = [...files].flatMap(([path, value]) =>
    path.startsWith(start) ? [[path.slice(start.length), value] as const] : [],
  );
  return {
    value: {
      name: target.slice(target.lastIndexOf('/') + 1),
      srcversion: files.get(`${folder}/srcversion`) ?? null,
      parameters: Object.fromEntries(parameters),
    },
  };
};

const readIdentity = ({ own }: DeviceFiles): SettingReadings['pci'] => {
  const [vendor, device, subsystemVendor, subsystemDevice, revision] = IDENTITY_FILES.map(own);
  return vendor === undefined ||
    device === undefined ||
    subsystemVendor === undefined ||
    subsystemDevice === undefined ||
    revision === undefined
    ? { unread: 'it is not on a PCI bus' }
    : { value: { vendor, device, subsystemVendor, subsystemDevice, revision } };
};

const readNode = ({ own }: DeviceFiles): SettingReadings['numaNode'] => {
  const node = own('numa_node');
  if (node === undefined) return { unread: 'its device has no numa_node' };
  return /^\d+$/.test(node) ? { value: Number(node) } : { unread: 'the firmware names no node' };
};

/** The parts that sysfs has. */
const readFiles = (port: string, files: Files) => {
  const device = functionOf(port, files);
  const folder = `/sys/class/net/${port}`;
  const mtu = readNumber(`${folder}/mtu`, files);
  return {
    driverModule: readModule(port, files),
    pci: readIdentity(device),
    numaNode: readNode(device),
    interrupts: readInterrupts(device, files),
    receiveSteering: readReceiveSteering(port, files),
    transmitSteering: readTransmitSteering(port, files),
    mtu: 'value' in mtu ? { value: bytes(mtu.value) } : mtu,
    transmitQueueLength: readNumber(`${folder}/tx_queue_len`, files),
    napi: readNapi(port, files),
  };
};

const readDriver = (driver: Readout<Driver>) => {
  const part = (value: string | undefined): Readout<string> =>
    value === undefined || value === '' ? { unread: 'the driver does not report it' } : { value };
  if (!('value' in driver)) return { driverVersion: driver, bus: driver };
  return { driverVersion: part(driver.value.version), bus: part(driver.value.bus) };
};

/** The parts that ethtool prints. */
const byEthtool = (port: string) =>
  asOne({
    link: link(port),
    features: ask(['ethtool', '-k', port], parseFeatures),
    driver: ask(['ethtool', '-i', port], parseDriver),
    rings: rings(port),
    channels: channels(port),
    coalescing: coalescing(port),
    pause: pause(port),
    rss: rss(port),
  });

/** Settings of ports in the current network namespace, by interface. */
export const portSettings = (ports: readonly string[]): Query<ReadonlyMap<string, PortReadings>> =>
  mapped(
    asOne({
      files: askFiles([...ports.flatMap(filesOf), ...INTERRUPT_FILES]),
      byPort: asOne(Object.fromEntries(ports.map((port) => [port, byEthtool(port)]))),
    }),
    ({ files, byPort }) =>
      new Map(
        Object.entries(byPort).map(([port, { features, driver, ...settings }]) => [
          port,
          { features, settings: { ...settings, ...readDriver(driver), ...readFiles(port, files) } },
        ]),
      ),
  );
