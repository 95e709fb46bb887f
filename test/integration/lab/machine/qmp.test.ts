import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendQemuCommands } from '../../../../src/lab/machine/qmp.js';

const GREETING = '{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}}}}';
const EVENT = '{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "RESET"}';

describe('sendQemuCommands', () => {
  let folder = '';
  let server: Server;
  let commands: string[] = [];
  const path = (): string => join(folder, 'dut.qmp');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-qmp-'));
    server = createServer((socket) => {
      socket.write(`${GREETING}\n`);
      createInterface({ input: socket }).on('line', (line) => {
        const { execute } = JSON.parse(line) as { execute: string };
        commands.push(execute);
        const error = '{"error": {"class": "GenericError", "desc": "not now"}}';
        socket.write(`${EVENT}\n${execute === 'cont' ? error : '{"return": {}}'}\n`);
      });
    });
    await once(server.listen(path()), 'listening');
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  it('sends commands in turn, skipping events in between', async () => {
    commands = [];
    await sendQemuCommands('dut', path(), [{ execute: 'stop' }, { execute: 'system_reset' }]);
    expect(commands).toEqual(['qmp_capabilities', 'stop', 'system_reset']);
  });

  it('reports the command and the error that QEMU replied', async () => {
    await expect(sendQemuCommands('dut', path(), [{ execute: 'cont' }])).rejects.toThrow(
      /sending QEMU cont on dut: .*not now/,
    );
  });

  it('reports a socket that nothing listens on', async () => {
    await expect(sendQemuCommands('dut', `${path()}.gone`, [{ execute: 'stop' }])).rejects.toThrow(
      /sending QEMU stop on dut: .*ENOENT/,
    );
  });
});
