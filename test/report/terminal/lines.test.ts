import { describe, expect, it } from 'vitest';
import type { Lines } from '../../../src/model/section/section.js';
import { renderLines } from '../../../src/report/terminal/lines.js';

const point = ([x, y]: readonly [number, number]) => ({ x, y, least: y, greatest: y, trials: [] });

const bySize = (
  series: Readonly<Record<string, readonly (readonly [number, number])[]>>,
  lineRates: readonly (readonly [number, number])[],
): Lines => ({
  kind: 'lines',
  title: 'x',
  description: '',
  x: { title: 'frame size', unit: 'bytes', scale: 'log' },
  y: { title: 'rate', unit: 'pps', scale: 'log' },
  series: Object.entries(series).map(([name, points]) => ({ name, points: points.map(point) })),
  references: lineRates.length === 0 ? [] : [{ name: 'line rate', points: lineRates.map(point) }],
});

const byLoad = (
  series: Readonly<Record<string, readonly (readonly [number, number])[]>>,
  unit: 'ratio' | 'pps',
): Lines => ({
  ...bySize(series, []),
  x: { title: 'load', unit, scale: 'linear' },
  y: { title: 'loss', unit, scale: 'linear' },
});

const LINE_RATES = [
  [64, 1_488_095],
  [512, 234_962],
] as const;

describe('rates over frame sizes', () => {
  it('have the frame size to the right, the rate upwards, and the line rate', () => {
    const macvlan = [
      [64, 500_000],
      [512, 234_962],
    ] as const;
    const napi = [
      [64, 1_000_000],
      [512, 200_000],
    ] as const;
    expect(renderLines(bySize({ macvlan, 'napi-macvlan': napi }, LINE_RATES), 80)).toEqual([
      'rate in kpps over frame size in bytes:',
      ' 2000 +',
      '      |----------',
      '      |',
      ' 1000 +  b',
      '      |',
      '      |',
      '500.0 + a',
      '      |',
      '      |',
      '      |          -a--------',
      '200.0 +            b',
      '      |',
      '    0 +',
      '      +--------------------',
      '        64        512',
      '--- line rate, a macvlan, b napi-macvlan, * several',
    ]);
  });

  it('are drawn below the line rate if they are below it, however little', () => {
    // 844,594 frames of 128 bytes are all that the link carries.
    const rows = (rate: number) =>
      renderLines(
        bySize(
          {
            x: [
              [64, 1_488_095],
              [128, rate],
            ],
          },
          [
            [64, 1_488_095],
            [128, 844_594],
          ],
        ),
        80,
      ).slice(5, 7);
    expect(rows(844_594)).toEqual(['     |          -a--------', '     |']);
    expect(rows(835_000)).toEqual(['     |          ----------', '     |           a']);
  });

  it('have a separate row for 0', () => {
    const lines = renderLines(
      bySize(
        {
          x: [
            [64, 0],
            [128, 100_000],
          ],
        },
        [],
      ),
      80,
    );
    expect(lines).toContain('    0 + a');
    expect(lines).toContain('100.0 +           a');
    expect(lines.at(-1)).toBe('a x');
  });

  it('fit a terminal however many frame sizes there are', () => {
    const sizes = Array.from({ length: 12 }, (_, index) => 64 + 64 * index);
    const points = sizes.map((size) => [size, 50_000] as const);
    for (const width of [80, 120]) {
      const lines = renderLines(bySize({ x: points, y: points, z: points }, []), width);
      expect(lines.filter(({ length }) => length > width)).toEqual([]);
    }
  });

  it('are not drawn if there are none', () => {
    for (const lines of [bySize({}, []), bySize({ x: [[64, 0]] }, [])]) {
      expect(renderLines(lines, 80)).toEqual(['nothing to draw: no trial has a figure']);
    }
  });
});

describe('loss over load', () => {
  it('goes from 0 to 100 % both ways', () => {
    const lines = renderLines(
      byLoad(
        {
          '64 bytes': [
            [1, 1],
            [0.5, 0.5],
            [0.2, 0],
          ],
          '512 bytes': [
            [1, 0.3],
            [0.2, 0],
          ],
        },
        'ratio',
      ),
      80,
    );
    expect(lines).toEqual([
      'loss in % over load in %:',
      `100 +${' '.repeat(60)}a`,
      ...Array<string>(4).fill('    |'),
      ` 50 +${' '.repeat(30)}a`,
      '    |',
      `    |${' '.repeat(60)}b`,
      ...Array<string>(2).fill('    |'),
      `  0 +${' '.repeat(12)}*`,
      `    +${'-'.repeat(61)}`,
      '     0           20          40          60          80          100',
      'a 64 bytes, b 512 bytes, * several',
    ]);
  });

  it.each([
    ['some loss is not none', 0.0001, 1],
    ['not all loss is not all', 0.9999, 9],
    ['no loss is none', 0, 0],
  ])('knows that %s', (_, loss, row) => {
    const rows = renderLines(byLoad({ x: [[1, loss]] }, 'ratio'), 80).slice(1, 12);
    expect(rows.toReversed().findIndex((line) => line.endsWith('a'))).toBe(row);
  });
});

describe('forwarding over load', () => {
  it('has the line on which nothing is lost', () => {
    const lines: Lines = {
      ...byLoad(
        {
          x: [
            [100_000, 100_000],
            [200_000, 120_000],
          ],
        },
        'pps',
      ),
      references: [
        {
          name: 'no loss',
          points: [
            { x: 100_000, y: 100_000 },
            { x: 200_000, y: 200_000 },
          ],
        },
      ],
    };
    const drawn = renderLines(lines, 60);
    expect(drawn.filter(({ length }) => length > 60)).toEqual([]);
    // If nothing is lost the mark is on the line, else below it.
    expect(drawn.find((line) => line.startsWith('100 +'))).toMatch(/a-/);
    expect(drawn.at(-1)).toBe('--- no loss, a x');
  });
});
