import type { Zoom } from '../../chart/axis/axis-room.js';
import { valueText } from '../../chart/axis/tick-text.js';
import type { Drawing, Drawable, ReadOut } from '../../chart/figure-kind.js';
import { kindOf } from '../../chart/kinds/index.js';
import { drawn, WIDTHS } from '../../chart/svg.js';

type Size = keyof typeof WIDTHS;

/** A reader's choices for a figure. */
interface Choice {
  readonly hidden: Set<string>;
  zoom: Zoom | undefined;
}

/** How far a place is from a stop. */
const distance = (x: number, y: number, { left, right, top, bottom }: ReadOut): number =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

const nearest = (readings: readonly ReadOut[], x: number, y: number): number =>
  readings.reduce((best, stop, index) => {
    const other = readings[best];
    return other !== undefined && distance(x, y, other) <= distance(x, y, stop) ? best : index;
  }, 0);

/** Reads a figure out: by pointer, and by arrow keys. */
const readOut = (
  box: HTMLElement,
  size: Size,
  output: HTMLElement,
  readings: () => readonly ReadOut[],
) => {
  let at = -1;
  const show = (index: number): void => {
    const all = readings();
    at = Math.max(0, Math.min(all.length - 1, index));
    const stop = all[at];
    if (stop === undefined) return;
    const { left, right, top, bottom, text } = stop;
    const path = left === right ? `M${left} ${top}V${bottom}` : `M${left} ${bottom + 2}H${right}`;
    box.querySelector('.cursor')?.setAttribute('d', path);
    output.textContent = text;
  };
  box.addEventListener('pointermove', (event) => {
    const area = box.querySelector('svg')?.getBoundingClientRect();
    if (area === undefined || area.width === 0) return;
    const scale = WIDTHS[size] / area.width;
    const [x, y] = [(event.clientX - area.left) * scale, (event.clientY - area.top) * scale];
    show(nearest(readings(), x, y));
  });
  box.addEventListener('keydown', (event) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: readings().length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    show(next);
  });
};

/** Legend buttons that hide and show a series. */
const legendOf = (host: HTMLElement, { hidden }: Choice, redraw: () => void): void => {
  for (const button of host.querySelectorAll<HTMLElement>('.legend button')) {
    button.addEventListener('click', () => {
      const name = button.dataset.series ?? '';
      const isShown = !hidden.delete(name);
      if (isShown) hidden.add(name);
      button.setAttribute('aria-pressed', String(!isShown));
      redraw();
    });
  }
};

/** Sliders that select the part of the axis to show. */
const zoomOf = (host: HTMLElement, figure: Drawable, choice: Choice, redraw: () => void): void => {
  const places = kindOf(figure).zoomable(figure);
  const from = host.querySelector<HTMLInputElement>('.zoom .from');
  const to = host.querySelector<HTMLInputElement>('.zoom .to');
  const shown = host.querySelector('.zoom .shown');
  if (from === null || to === null || shown === null || figure.kind !== 'lines') return;
  const { unit } = figure.x;
  const change = (moved: HTMLInputElement) => (): void => {
    // At least one place remains on either side.
    if (from.valueAsNumber >= to.valueAsNumber) {
      if (moved === from) to.valueAsNumber = Math.min(places.length - 1, from.valueAsNumber + 1);
      else from.valueAsNumber = Math.max(0, to.valueAsNumber - 1);
      if (from.valueAsNumber >= to.valueAsNumber) from.valueAsNumber = to.valueAsNumber - 1;
    }
    const [least = 0, greatest = 0] = [places[from.valueAsNumber], places[to.valueAsNumber]];
    const isAll = from.valueAsNumber === 0 && to.valueAsNumber === places.length - 1;
    choice.zoom = isAll ? undefined : { least, greatest };
    shown.textContent = isAll ? '' : `${valueText(unit, least)} to ${valueText(unit, greatest)}`;
    from.setAttribute('aria-valuetext', valueText(unit, least));
    to.setAttribute('aria-valuetext', valueText(unit, greatest));
    redraw();
  };
  for (const slider of [from, to]) slider.addEventListener('input', change(slider));
};

/** An interactive figure: it can be read out, filtered and zoomed. It is redrawn by the same code as before. */
export const liveFigure = (host: HTMLElement, figure: Drawable, key: string): void => {
  const output = host.querySelector<HTMLElement>('output');
  if (output === null) return;
  const choice: Choice = { hidden: new Set(), zoom: undefined };
  const boxes = (['wide', 'narrow'] as const).flatMap((size) => {
    const box = host.querySelector<HTMLElement>(`.chart-box.${size}`);
    if (box === null) return [];
    const draw = () => {
      const { hidden, zoom } = choice;
      return drawn(figure, { id: `${size}-${key}`, width: WIDTHS[size], hidden, zoom });
    };
    let drawing: Drawing | undefined;
    readOut(box, size, output, () => (drawing ??= draw().drawing).readings);
    return [
      () => {
        const next = draw();
        drawing = next.drawing;
        box.innerHTML = next.svg;
      },
    ];
  });
  const redraw = (): void => {
    output.textContent = '';
    for (const each of boxes) each();
  };
  legendOf(host, choice, redraw);
  zoomOf(host, figure, choice, redraw);
};
