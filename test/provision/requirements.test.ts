import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../src/model/failure.js';
import { requireAll } from '../../src/provision/requirements.js';
import { scriptedHost } from './kernel-module/scripted-host.js';

const refusal = async (stdout: string): Promise<PreconditionFailure> => {
  const host = scriptedHost([[/^sh -c \nfor need /, { stdout }]]);
  const error: unknown = await requireAll(host, 'preparing', [
    { tools: ['tc', 'xz'], modules: ['veth'], builds: 'napi_macvlan' },
  ]).catch((reason: unknown) => reason);
  if (error instanceof PreconditionFailure) return error;
  throw new Error('it was not refused', { cause: error });
};

describe('requireAll', () => {
  it('names Debian packages, each once', async () => {
    const { message } = await refusal('tool ip\ntool tc\ntool xz\nheaders 6.1.0-9-amd64\n');
    expect(message).toBe(
      'preparing on dut: missing: ip, tc, xz, the headers of kernel 6.1.0-9-amd64\n' +
        '  fix: apt-get install iproute2 xz-utils linux-headers-6.1.0-9-amd64; ' +
        'if there is no such linux-headers package any more, upgrade the kernel and restart',
    );
  });

  it('asks nothing where nothing is required', async () => {
    const host = scriptedHost([]);
    await requireAll(host, 'preparing', [{ tools: [], modules: [] }]);
    expect(host.lines).toEqual([]);
  });
});
