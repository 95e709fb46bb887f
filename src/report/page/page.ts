import type { Report } from '../../model/section/section.js';
import { allPrintable } from '../../model/text/printable.js';
import { SCRIPT, STYLE } from '../assets.js';
import { element, text, concatenated, trusted, voidElement, type Markup } from '../markup.js';
import { dataElement } from './data.js';
import { opening } from './opening.js';
import { sectionMarkup } from './section.js';

/** Nothing is fetched, sent or run except what the page contains. */
const POLICY = [
  "default-src 'none'",
  `style-src '${STYLE.hash}'`,
  `script-src '${SCRIPT.hash}'`,
  // An empty icon, so that browsers request none.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const head = ({ runId }: Report): Markup =>
  element(
    'head',
    {},
    voidElement('meta', { charset: 'utf-8' }),
    voidElement('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    voidElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    voidElement('meta', { name: 'generator', content: 'vrbench' }),
    element('title', {}, text(runId)),
    voidElement('link', { rel: 'icon', href: 'data:,' }),
    element('style', {}, trusted(STYLE.text)),
  );

/**
 * A report as one HTML file that makes no network requests and can be read without scripts. The
 * same report makes the same bytes. Pure.
 */
export const pageOf = (archived: Report): string => {
  const report = allPrintable(archived);
  const sections = report.sections.map((section, index) =>
    sectionMarkup(section, index, report.label),
  );
  const body = element(
    'body',
    {},
    opening(report),
    element('main', {}, sections),
    dataElement(report),
    element('script', {}, trusted(SCRIPT.text)),
  );
  return `<!doctype html>\n${concatenated(element('html', { lang: 'en' }, head(report), body))}\n`;
};
