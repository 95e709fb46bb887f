import type { PageData } from '../data.js';
import { enliven } from './enliven.js';
import { followLinks, openForPrint, switchTheme } from './reading.js';
import { liveTable } from './table.js';
import { liveFigure } from './figure.js';

const dataText = document.getElementById('report-data')?.textContent ?? '{}';
const data = JSON.parse(dataText) as PageData;

enliven(document);
switchTheme();
openForPrint();
followLinks();
for (const host of document.querySelectorAll<HTMLElement>('[data-figure]')) {
  const figure = data.figures[host.dataset.figure ?? ''];
  if (figure !== undefined) liveFigure(host, figure, host.dataset.figure ?? '');
}
for (const host of document.querySelectorAll<HTMLElement>('[data-table]')) {
  const table = data.tables[host.dataset.table ?? ''];
  if (table !== undefined) liveTable(host, table);
}
