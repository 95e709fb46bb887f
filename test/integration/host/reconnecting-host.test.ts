import { describe, expect, it } from 'vitest';
import type { Tenure } from '../../../src/host/command/tenure.js';
import type { LockedHost } from '../../../src/host/locked-host.js';
import { openHost } from '../../../src/host/open.js';
import { ReconnectingHost } from '../../../src/host/reconnecting-host.js';

describe('ReconnectingHost', () => {
  it('stays the same host, and closes the previous connection', async () => {
    const gone: number[] = [];
    let opened = 0;
    const open = async (): Promise<LockedHost> => {
      const number = (opened += 1);
      const connection = await openHost('here', { type: 'local', sudo: false });
      return {
        name: connection.name,
        tenure: String(number) as Tenure,
        in: (namespace) => connection.in(namespace),
        run: (argv, options) => connection.run(argv, options),
        attempt: (argv, options) => connection.attempt(argv, options),
        withLineProtocol: (argv, session, options) =>
          connection.withLineProtocol(argv, session, options),
        upload: (files, options) => connection.upload(files, options),
        [Symbol.asyncDispose]: () => {
          gone.push(number);
          return connection[Symbol.asyncDispose]();
        },
      };
    };
    const host = new ReconnectingHost(await open(), open);
    expect((await host.run(['echo', 'first'])).stdout).toBe('first\n');
    await host.reconnect();
    expect(gone).toEqual([1]);
    expect(host.tenure).toBe('2');
    expect(host.name).toBe('here');
    expect((await host.attempt(['echo', 'second'])).stdout).toBe('second\n');
    await host[Symbol.asyncDispose]();
    expect(gone).toEqual([1, 2]);
  });
});
