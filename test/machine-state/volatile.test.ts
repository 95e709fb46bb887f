import { expect, it } from 'vitest';
import { isVolatileSysctl, NOT_RESTORED } from './volatile.js';

it.each([NOT_RESTORED, 'fs.file-nr', 'kernel.random.uuid', 'net.ipv6.conf.eth0.stable_secret'])(
  '%s is no part of the state of a machine',
  (name) => {
    expect(isVolatileSysctl(name)).toBe(true);
  },
);

it.each(['net.ipv4.ip_forward', 'kernel.panic', 'net.core.bpf_jit_enable', 'fs.file-max'])(
  '%s is part of the state of a machine',
  (name) => {
    expect(isVolatileSysctl(name)).toBe(false);
  },
);
