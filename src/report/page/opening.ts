import type { Remark, Report, Section } from '../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../markup.js';
import { remarkList, unfolding } from './remarks.js';
import { sentenceMarkup } from './words.js';

/** The most results, so that they can be read in ten seconds. */
const MOST_CLAIMS = 3;

const top = ({ runId }: Report): Markup =>
  element(
    'div',
    { class: 'top' },
    element('h1', {}, text(runId)),
    element('button', { type: 'button', class: 'theme live', hidden: true }, text('light / dark')),
  );

/** Whether the run finished, and the label of its figures. */
const standing = ({ state, label }: Report): Markup =>
  element(
    'p',
    { class: 'standing' },
    element('span', { class: `state ${state.level}` }, sentenceMarkup(state.text)),
    element('span', { class: 'label' }, text(label)),
  );

/** The first results; a warning is never folded away behind them. */
const claims = ({ headline }: Report): Markup => {
  const isWarning = ({ level }: Remark): boolean => level === 'warning';
  const results = headline.filter((line) => !isWarning(line));
  return concatenated(
    remarkList(headline.filter(isWarning), 'claims', MOST_CLAIMS),
    remarkList(results, 'claims', MOST_CLAIMS),
  );
};

/** A title without a trailing part in parentheses. */
const shortTitle = (title: string): string => title.replace(/ \([^()]*\)$/, '');

const link = ({ id, title, detail }: Section): Markup =>
  element('a', { href: `#${id}`, class: detail && 'detail' }, text(shortTitle(title)));

const facts = ({ facts: all }: Report): Markup =>
  unfolding(
    'what was measured, and where',
    element(
      'dl',
      {},
      all.flatMap(({ name, value }) => [
        element('dt', {}, text(name)),
        element('dd', {}, sentenceMarkup(value)),
      ]),
    ),
  );

/** Folded, so that the first figure is on the first screen too. */
const contents = ({ sections }: Report): Markup =>
  unfolding(
    `contents (${sections.length})`,
    element(
      'nav',
      { 'aria-label': 'sections' },
      sections.flatMap((section) => [link(section), text(' ')]),
    ),
  );

/** The first screen: what was run, how it ended, the results, and where to find more. */
export const opening = (report: Report): Markup =>
  element(
    'header',
    {},
    top(report),
    standing(report),
    claims(report),
    facts(report),
    contents(report),
  );
