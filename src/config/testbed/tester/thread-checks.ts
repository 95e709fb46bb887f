import { atKey, atValue, type Finding } from '../../../document/finding.js';
import { sendsBySource } from '../sending.js';
import type { TestbedFile } from '../testbed-file.js';

/** Problems with the threads that share a port of the generator. */
export const threadFindings = (file: TestbedFile): readonly Finding[] => {
  const { threadsPerPort, cpus } = file.roles.generator;
  if (threadsPerPort === undefined) return [];
  const path = ['roles', 'generator', 'threadsPerPort'];
  if (sendsBySource(file)) {
    return [
      atKey(path, 'threadsPerPort: the sources of software ports have no threads; remove it'),
    ];
  }
  return cpus === undefined || threadsPerPort <= cpus.length
    ? []
    : [atValue(path, `pktgen has one thread per CPU: the generator has ${cpus.length} in 'cpus'`)];
};
