import { bytes, type Bytes } from '../../model/units.js';
import { ParseFailure } from '../text/parse-failure.js';

/** The properties of a machine's CPUs that results depend on. */
export interface CpuIdentity {
  readonly model: string;
  /** Online CPUs. */
  readonly cpus: number;
  /** The first CPU's current clock in MHz; absent on architectures that do not report it. */
  readonly mhz?: number;
  /** x86's CPU flag `hypervisor`: this is a virtual machine. */
  readonly hypervisor: boolean;
}

/** Parses /proc/cpuinfo of x86 or ARM. @throws ParseFailure when it lists no processor */
export const parseCpuinfo = (text: string, where?: string): CpuIdentity => {
  const fields = text.split('\n').map((line) => line.split(/\s*:\s*/, 2));
  const first = (...names: readonly string[]): string | undefined =>
    fields.find(([name = '']) => names.includes(name.trim()))?.[1];
  const cpus = fields.filter(([name = '']) => name.trim() === 'processor').length;
  if (cpus === 0) {
    throw new ParseFailure({ source: '/proc/cpuinfo', expected: 'a processor', text, where });
  }
  const mhz = Number(first('cpu MHz'));
  return {
    model: first('model name', 'Model', 'CPU part')?.trim() ?? 'unknown',
    cpus,
    ...(Number.isFinite(mhz) && { mhz }),
    hypervisor: first('flags')?.split(/\s+/).includes('hypervisor') ?? false,
  };
};

/** The kernel's total memory, from /proc/meminfo. @throws ParseFailure */
export const parseMemoryTotal = (text: string, where?: string): Bytes => {
  const [, kibibytes] = /^MemTotal:\s+(\d+) kB$/m.exec(text) ?? [];
  if (kibibytes === undefined) {
    throw new ParseFailure({ source: '/proc/meminfo', expected: "'MemTotal:'", text, where });
  }
  return bytes(Number(kibibytes) * 1024);
};
