import { describe, expect, it } from 'vitest';
import { outputRoom } from '../../../src/host/command/output-room.js';

describe('outputRoom', () => {
  it('passes on output up to the limit, from both outputs, and then nothing', async () => {
    const room = outputRoom(10);
    const read: string[] = [];
    const stdout = room.pass((chunk) => read.push(`out ${chunk.toString()}`));
    const stderr = room.pass((chunk) => read.push(`err ${chunk.toString()}`));
    stdout(Buffer.from('12345'));
    stderr(Buffer.from('67890'));
    expect(read).toEqual(['out 12345', 'err 67890']);
    stdout(Buffer.from('1'));
    await room.exceeded;
    stderr(Buffer.from('2'));
    expect(read).toHaveLength(2);
  });
});
