import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLineProtocol } from '../../../src/host/command/line-protocol.js';

describe('openLineProtocol', () => {
  it('writes each line and resolves with the line answered, however it is split', async () => {
    const line = fc.stringMatching(/^[ -~]{0,20}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(line, line), { minLength: 1 }), async (exchanges) => {
        const protocol = openLineProtocol();
        const written: Buffer[] = [];
        protocol.stdin.on('data', (chunk: Buffer) => written.push(chunk));
        for (const [question, answer] of exchanges) {
          const answered = protocol.ask(question);
          for (const character of `${answer}\n`) protocol.onStdout(Buffer.from(character));
          expect(await answered).toBe(answer);
        }
        protocol.close();
        await new Promise((resolve) => protocol.stdin.once('end', resolve));
        const lines = exchanges.map(([question]) => `${question}\n`).join('');
        expect(Buffer.concat(written).toString()).toBe(lines);
      }),
    );
  });

  it('rejects what the program did not answer before it exited, and all after that', async () => {
    const protocol = openLineProtocol();
    const pending = protocol.ask('one');
    protocol.abandon();
    await expect(pending).rejects.toThrow('the program exited before it answered');
    await expect(protocol.ask('two')).rejects.toThrow('the program exited before it answered');
  });
});
