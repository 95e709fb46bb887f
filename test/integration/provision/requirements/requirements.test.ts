import { describe, expect, it } from 'vitest';
import type { Tool } from '../../../../src/linux/distribution/tool.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { requireAll } from '../../../../src/provision/requirements/requirements.js';
import { openSandbox, sandboxProblem } from '../sandbox.js';

/** Programs that no machine has, and so no table. */
const absent = (...names: string[]): readonly Tool[] => names as Tool[];

const skipped = (await sandboxProblem()) !== undefined;

describe.skipIf(skipped)('requireAll', () => {
  it('is content with what is there', async () => {
    await using host = await openSandbox();
    await expect(
      requireAll(host, 'looking', [{ tools: ['ip', 'tc', 'bridge'], modules: [] }]),
    ).resolves.toBeUndefined();
  });

  it('names all that is missing at once, with the packages that have it', async () => {
    await using host = await openSandbox();
    const asked = requireAll(host, 'checking what data planes require', [
      { tools: ['ip', 'coreutils', 'grep', ...absent('no-such-tool')], modules: [] },
      { tools: absent('no-such-tool', 'other-tool'), modules: [] },
    ]);
    await expect(asked).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(asked).rejects.toThrow(
      /on dut: missing: no-such-tool, other-tool\n {2}fix: .*no-such-tool other-tool/,
    );
  });

  it('refuses a container in one line, before it looks for packages', async () => {
    await using host = await openSandbox();
    const asked = requireAll(host, 'checking the DUT', [
      { tools: absent('no-such-tool'), modules: [], files: ['/proc/net/stat/arp_cache'] },
    ]);
    await expect(asked).rejects.toThrow(
      /^checking the DUT on dut: .*no \/proc\/net\/stat\/arp_cache/,
    );
  });
});
