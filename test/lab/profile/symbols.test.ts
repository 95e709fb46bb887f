import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKernelSymbols } from '../../../src/lab/profile/symbols.js';
import { DEBIAN_SYSTEM_MAP, KALLSYMS, symbols } from './captured.js';

const NAMED = KALLSYMS.trimEnd().split('\n');

describe("the kernel's symbols", () => {
  it('tell the function that an address is in', () => {
    expect(symbols.functionAt(0xffffffff81003320n)).toEqual({ name: 'x64_sys_call' });
    expect(symbols.functionAt(0xffffffff81003321n)).toEqual({ name: 'x64_sys_call' });
    expect(symbols.functionAt(0xffffffff81003319n)).toBeUndefined();
  });

  it('tell the module of a function', () => {
    expect(symbols.functionAt(0xffffffffc02370b4n)).toEqual({
      name: 'dummy_xmit',
      module: 'dummy',
    });
  });

  it('use the first of several names for an address, as the kernel does', () => {
    expect(symbols.functionAt(0xffffffff810045c0n)).toEqual({ name: '__do_sys_ni_syscall' });
  });

  it('are undefined where data starts', () => {
    const { functionAt } = parseKernelSymbols(
      'ffffffff81e00000 T last_function\nffffffff81e01ef2 D _etext\n',
      'System.map',
    );
    expect(functionAt(0xffffffff81e01ef1n)).toEqual({ name: 'last_function' });
    expect(functionAt(0xffffffff81e01ef2n)).toBeUndefined();
    expect(functionAt(0xffffffffffffffffn)).toBeUndefined();
  });

  it('find the last function that starts at or before an address, whatever the order', () => {
    const starts = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1 });
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 1001 }), (addresses, wanted) => {
        const lines = addresses.map((at) => `${at.toString(16).padStart(16, '0')} t at_${at}`);
        const { functionAt } = parseKernelSymbols(lines.join('\n'), 'System.map');
        const before = addresses.filter((at) => at <= wanted);
        const expected = before.length === 0 ? undefined : { name: `at_${Math.max(...before)}` };
        expect(functionAt(BigInt(wanted))).toEqual(expected);
      }),
    );
  });

  it('are refused if the kernel hides their addresses', () => {
    const hidden = NAMED.map((line) => line.replace(/^\w+/, '0000000000000000')).join('\n');
    expect(() => parseKernelSymbols(hidden, '/proc/kallsyms')).toThrow(
      'no function has an address',
    );
  });

  it("are not in Debian's System.map, which says so", () => {
    expect(() => parseKernelSymbols(DEBIAN_SYSTEM_MAP, '/boot/System.map')).toThrow(
      /"ffffffffffffffff B The real System.map.*\n.*use \/proc\/kallsyms/,
    );
  });
});
