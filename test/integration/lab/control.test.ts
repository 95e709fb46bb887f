import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendQemuCommand } from '../../../src/lab/control.js';

const GREETING = '{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}}}}';
const EVENT = '{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "RESET"}';

describe('tellQemu', () => {
  let folder = '';
  let server: Server;
  let orders: string[] = [];
  const path = (): string => join(folder, 'dut.qmp');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-qmp-'));
    server = createServer((socket) => {
      socket.write(`${GREETING}\n`);
      createInterface({ input: socket }).on('line', (line) => {
        const { execute } = JSON.parse(line) as { execute: string };
        orders.push(execute);
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

  it('gives orders one after the other, past what happens in between', async () => {
    orders = [];
    await sendQemuCommand('dut', path(), [{ execute: 'stop' }, { execute: 'system_reset' }]);
    expect(orders).toEqual(['qmp_capabilities', 'stop', 'system_reset']);
  });

  it('says what QEMU says where it refuses, and what it was told', async () => {
    await expect(sendQemuCommand('dut', path(), [{ execute: 'cont' }])).rejects.toThrow(
      /telling QEMU cont on dut: .*not now/,
    );
  });

  it('says so where no QEMU listens', async () => {
    await expect(sendQemuCommand('dut', `${path()}.gone`, [{ execute: 'stop' }])).rejects.toThrow(
      /telling QEMU stop on dut: .*ENOENT/,
    );
  });
});
