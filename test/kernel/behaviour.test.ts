import { beforeAll, describe, expect, it } from 'vitest';
import { kernelImage, type DebianKernel } from './image/debian-kernel.js';
import { bootMachine, casesOf, type KernelMachine } from './machine.js';

const LINES: readonly (readonly [DebianKernel, string])[] = [
  ['bookworm', '6.1'],
  ['trixie', '6.12'],
];
const KINDS = ['napi_macvlan', 'softnet_macvlan', 'direct_macvlan'];

const behaviour = await casesOf('behaviour.sh');
const frameSink = await casesOf('frame-sink.sh');
const softnic = await casesOf('softnic.sh');

describe.each(LINES)('on Debian %s, Linux %s', (suite, line) => {
  let machine: KernelMachine;

  beforeAll(async () => {
    machine = await bootMachine({ image: await kernelImage(suite) });
    return () => machine[Symbol.asyncDispose]();
  });

  it('has the kernel line it is meant for', () => {
    expect(machine.release.split('.').slice(0, 2).join('.')).toBe(line);
  });

  describe.each(KINDS)('%s', (kind) => {
    it.each(behaviour)('%s', async (name) => {
      await expect(machine.run('behaviour.sh', name, kind)).resolves.toBeDefined();
    });
  });

  describe('softnic', () => {
    it.each(softnic)('%s', async (name) => {
      await expect(machine.run('softnic.sh', name)).resolves.toBeDefined();
    });
  });

  describe('frame_sink', () => {
    it.each(frameSink)('%s', async (name) => {
      await expect(machine.run('frame-sink.sh', name)).resolves.toBeDefined();
    });
  });
});
