import { describe, expect, it } from 'vitest';
import {
  readSink,
  removeSinkPorts,
  sendSinkCommands,
} from '../../../src/modules/frame-sink/control.js';

const CONTROL = '/proc/net/frame_sink/control';

describe('commands for the module', () => {
  it('are arguments of a program that writes each of them', () => {
    expect(
      sendSinkCommands(['add eth1', 'stamps hardware', 'tag 7', 'offset_ns -12', 'start']).slice(3),
    ).toEqual(['sh', CONTROL, 'add eth1', 'stamps hardware', 'tag 7', 'offset_ns -12', 'start']);
  });

  it('remove ports by name', () => {
    expect(removeSinkPorts(['eth1', 'eth2']).slice(3)).toEqual(['sh', CONTROL, 'eth1', 'eth2']);
  });

  it('are not needed to read the report', () => {
    expect(readSink).toEqual(['cat', '/proc/net/frame_sink/report']);
  });
});
