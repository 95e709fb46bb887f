import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { requireAll } from '../../../src/provision/requirements.js';
import { openSandbox, sandboxProblem } from './sandbox.js';

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
      { tools: ['ip', 'no-such-tool'], modules: ['no_such_module'] },
      { tools: ['no-such-tool', 'other-tool'], modules: [] },
    ]);
    await expect(asked).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(asked).rejects.toThrow(
      'checking what data planes require on dut: missing: no-such-tool, other-tool, kernel module no_such_module\n' +
        '  fix: apt-get install no-such-tool other-tool; boot a kernel package that has the modules',
    );
  });
});
