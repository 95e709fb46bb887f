import { bytes, type Bytes } from '../model/units.js';
import { ParseFailure } from './parse-failure.js';

/** The memory the kernel has, from /proc/meminfo. @throws ParseFailure */
export const parseMemoryTotal = (text: string, where?: string): Bytes => {
  const [, kibibytes] = /^MemTotal:\s+(\d+) kB$/m.exec(text) ?? [];
  if (kibibytes === undefined) {
    throw new ParseFailure({ source: '/proc/meminfo', expected: "'MemTotal:'", text, where });
  }
  return bytes(Number(kibibytes) * 1024);
};
