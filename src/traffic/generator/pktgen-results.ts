import { commandFailure } from '../../host/errors.js';
import type { Host } from '../../host/host.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { pktgenFile } from '../../linux/pktgen/control.js';
import type { PktgenDevice } from '../../linux/pktgen/device.js';
import { parsePktgenDevice, parsePktgenThreads } from '../../linux/pktgen/result.js';
import { DeviceGone } from './device-gone.js';
import { threadsLeft } from './generator-stuck.js';
import type { DeviceRun } from './interrupted-run.js';
import { POLL, STOP_TIMEOUT, type PktgenSetting } from './pktgen-threads.js';

/**
 * pktgen's files, by path. The kernel removes those of a network device with it.
 * @throws DeviceGone
 */
const readFiles = async (
  host: Host,
  threads: readonly string[],
  devices: readonly PktgenDevice[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const files = devices.map((device) => pktgenFile(device.interface));
  const output = await host.attempt(labelledFiles([...threads, ...files]), { signal });
  const texts = parseLabelledFiles(output.stdout);
  const missing = devices.filter((_, index) => !texts.has(files[index] ?? ''));
  const gone = missing.map((device) => device.interface);
  if (gone.length > 0) throw new DeviceGone(host.name, gone);
  if (output.exitCode !== 0) throw commandFailure(host.name, output);
  return texts;
};

/**
 * The last result of each device, once its thread has stopped: an interrupted start returns before that.
 * @throws DeviceGone; GeneratorStuck if a thread does not stop
 */
export const readResults = async (
  { generator: { host }, clock }: PktgenSetting,
  devices: readonly PktgenDevice[],
  signal: AbortSignal,
): Promise<readonly DeviceRun[]> => {
  const threads = [...new Set(devices.map(({ thread }) => pktgenFile(thread)))];
  const latest = clock.now() + STOP_TIMEOUT;
  for (;;) {
    const texts = await readFiles(host, threads, devices, signal);
    const text = (path: string): string => texts.get(path) ?? '';
    const { running } = parsePktgenThreads(threads.map(text).join(''), host.name);
    if (running.length === 0) {
      return devices.map((device) => ({
        device,
        result: parsePktgenDevice(text(pktgenFile(device.interface)), host.name),
      }));
    }
    if (clock.now() >= latest) throw threadsLeft(host.name, running, STOP_TIMEOUT);
    await clock.pause(POLL, signal);
  }
};
