import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { placedPorts } from '../../../src/config/testbed/placed-port.js';
import { testbedSchema } from '../../../src/config/testbed/testbed-file.js';
import { TESTBED } from '../examples.js';

describe('placedPorts', () => {
  it('lists the ports in the order of the path of a frame, with their paths in the file', () => {
    const ports = placedPorts(testbedSchema.parse(parse(TESTBED)));
    expect(ports.map(({ role, port }) => `${role} ${port.name}`)).toEqual([
      'generator gen0',
      'dut dut0',
      'dut dut1',
      'sink sink0',
    ]);
    expect(ports[2]?.path).toEqual(['roles', 'dut', 'ports', 1]);
  });
});
