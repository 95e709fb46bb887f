import { describe, expect, it } from 'vitest';
import { logEcho } from '../../../src/cli/display/log-echo.js';
import { screen } from './screen.js';

const LINE = '{"level":20,"time":1769868131000,"machine":"dut","ms":7,"msg":"command"}\n';

describe('a log on standard error', () => {
  it('is JSON, line by line, in a pipe', () => {
    const { io, lines } = screen({ isTTY: false });
    logEcho(io)(LINE);
    expect(lines()).toEqual([LINE.trimEnd(), '']);
  });

  it('is a line of text on a terminal, with what a terminal would obey made visible', () => {
    const { io, lines } = screen({ isTTY: true });
    logEcho(io)(LINE);
    logEcho(io)(LINE.replace('dut', String.raw`\u001b[2J`));
    const [first, second, ...rest] = lines();
    expect(first).toMatch(/^\[\d\d:\d\d:\d\d\] DEBUG: command \{"machine":"dut","ms":7\}$/);
    expect(second).toContain('DEBUG: command');
    expect(second).toMatch(/\\u001b\[2J/);
    expect(rest).toEqual(['']);
  });
});
