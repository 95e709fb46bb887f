import type { Value } from '../../../model/section/section.js';
import { tableText } from '../../terminal/table.js';
import { unpacked, type PackedTable } from '../packed-table.js';
import { bodyRows, PAGE } from '../table.js';

/** The number of rows added at a time. */
const MORE = 500;

const numberOf = (value: Value): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'object' && value !== null
      ? value.atLeast
      : -Infinity;

const compare = (one: Value, other: Value): number => {
  if (typeof one === 'string' && typeof other === 'string') {
    return one < other ? -1 : one > other ? 1 : 0;
  }
  return numberOf(one) - numberOf(other);
};

/** A long table that can be sorted by its column titles and searched. */
export const liveTable = (host: HTMLElement, packed: PackedTable): void => {
  const body = host.querySelector('tbody');
  const more = host.querySelector<HTMLButtonElement>('.more');
  const find = host.querySelector<HTMLInputElement>('.find');
  const found = host.querySelector('.found');
  const headings = [...host.querySelectorAll('th')];
  if (body === null || more === null || find === null || found === null) return;
  const table = unpacked(packed);
  const { columns, rows: texts } = tableText(table);
  let order = table.rows.map((_, index) => index);
  let count = PAGE;

  const show = (): void => {
    const words = find.value.toLowerCase();
    const matching =
      words === ''
        ? order
        : order.filter((row) => texts[row]?.some((each) => each.toLowerCase().includes(words)));
    const shown = matching.slice(0, count);
    body.innerHTML = bodyRows(
      columns,
      shown.map((row) => texts[row] ?? []),
    );
    found.textContent = `${shown.length} of ${matching.length} rows`;
    more.hidden = shown.length === matching.length;
  };
  const sort = (column: number, heading: Element): void => {
    const isDescending = heading.getAttribute('aria-sort') === 'ascending';
    for (const each of headings) each.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
    const sign = isDescending ? -1 : 1;
    order = order.toSorted((one, other) => {
      const values = [table.rows[one]?.[column] ?? null, table.rows[other]?.[column] ?? null];
      return sign * compare(values[0] ?? null, values[1] ?? null) || one - other;
    });
    show();
  };

  more.addEventListener('click', () => {
    count += MORE;
    show();
  });
  find.addEventListener('input', () => {
    count = PAGE;
    show();
  });
  for (const [column, heading] of headings.entries()) {
    heading.querySelector('button')?.addEventListener('click', () => {
      sort(column, heading);
    });
  }
  show();
};
