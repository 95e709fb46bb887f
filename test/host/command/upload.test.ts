import { describe, expect, it } from 'vitest';
import { writeCommand } from '../../../src/host/command/upload.js';

describe('writeCommand', () => {
  it('has path, size in bytes and mode as arguments, and the contents as input', () => {
    const { argv, stdin } = writeCommand([
      { path: '/etc/a', content: 'größe' },
      { path: '/bin/b', content: new Uint8Array([0, 255]), mode: 0o755 },
    ]);
    expect(argv.slice(4)).toEqual(['/etc/a', '7', '644', '/bin/b', '2', '755']);
    expect(Buffer.from(stdin)).toEqual(
      Buffer.concat([Buffer.from('größe'), Buffer.from([0, 255]), Buffer.from('complete\n')]),
    );
  });

  it('refuses a path that is not absolute', () => {
    expect(() => writeCommand([{ path: 'a', content: '' }])).toThrow(RangeError);
  });
});
