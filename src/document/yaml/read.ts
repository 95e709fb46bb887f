import { Composer, isMap, LineCounter, Parser, visit, type Document, type ParsedNode } from 'yaml';
import { pathText, type Finding } from '../finding.js';
import { resolveAliases, type Targets } from './aliases.js';
import { decoded, unprintable } from './characters.js';
import { syntaxFaults, type Fault } from './fault.js';
import { wrongKeys } from './keys.js';
import { tooDeep, tooLong } from './limits.js';
import { pairsIn, wrongMerge } from './merges.js';
import { placesIn } from './places.js';
import { foreignTag, otherVersion } from './tags.js';
import { valueIn } from './value.js';

/** A finding located in the text; lines and columns count from 1. */
export interface Located {
  readonly line: number;
  readonly column: number;
  /** As `pathText` writes it; empty for the whole document. */
  readonly path: string;
  readonly message: string;
}

/** A parsed YAML text in which findings can be located. */
export interface YamlSource {
  /** Syntax errors. If there are any, `value` is meaningless. */
  readonly faults: readonly Located[];
  readonly value: unknown;
  readonly locate: (finding: Finding) => Located;
}

/** A text without faults. */
interface Sound {
  readonly faults: readonly [];
  readonly value: unknown;
  readonly placeOf: (finding: Finding) => number;
}

interface Faulty {
  readonly faults: readonly Fault[];
}

/** Problems of single nodes. */
const wrongNodes = (document: Document.Parsed, targets: Targets): readonly Fault[] => {
  const faults: Fault[] = [];
  visit(document, {
    Node: (_, node) => {
      faults.push(...foreignTag(node));
      if (isMap(node)) faults.push(...wrongKeys(node), ...wrongMerge(node, targets));
    },
  });
  return faults;
};

const documentOf = (document: Document.Parsed): Sound | Faulty => {
  const syntax = [...syntaxFaults(document), ...otherVersion(document)];
  if (syntax.length > 0) return { faults: syntax };
  const { targets, faults } = resolveAliases(document);
  const wrong = faults.length > 0 ? faults : wrongNodes(document, targets);
  if (wrong.length > 0) return { faults: wrong };
  const pairsOf = pairsIn(targets);
  return {
    faults: [],
    value: valueIn(targets, pairsOf)(document.contents),
    placeOf: placesIn(document, targets, pairsOf),
  };
};

/** Checks limits first: a text beyond them would take too long to read, or overflow the stack. */
const understood = (text: string): Sound | Faulty => {
  const long = unprintable(text) ?? tooLong(text);
  if (long !== undefined) return { faults: [long] };
  const tokens = [...new Parser().parse(text)];
  const deep = tooDeep(tokens);
  if (deep !== undefined) return { faults: [deep] };
  const composer = new Composer<ParsedNode>({ merge: true, uniqueKeys: false });
  // Lazily: there may be thousands of documents.
  const [document, second] = composer.compose(tokens, true, text.length);
  if (second !== undefined) {
    return { faults: [[second.range[0], 'a second document starts here; only one is allowed']] };
  }
  return document === undefined ? { faults: [[0, 'the file is empty']] } : documentOf(document);
};

const linesOf = (text: string): LineCounter => {
  const lines = new LineCounter();
  for (let start = 0; start >= 0 && start <= text.length;) {
    lines.addNewLine(start);
    const end = text.indexOf('\n', start);
    start = end < 0 ? -1 : end + 1;
  }
  return lines;
};

const sourceOf = (text: string, read: Sound | Faulty): YamlSource => {
  const lines = linesOf(text);
  const located = (offset: number, path: string, message: string): Located => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), path, message };
  };
  return {
    faults: read.faults.map(([offset, message]) => located(offset, '', message)),
    value: 'value' in read ? read.value : undefined,
    locate: (finding) => {
      const { path, message } = finding;
      // For an unknown key, the path of the mapping that has it is shown.
      const place = finding.at === 'key' ? path.slice(0, -1) : path;
      return located('placeOf' in read ? read.placeOf(finding) : 0, pathText(place), message);
    },
  };
};

/** Parses a YAML 1.2 text, with merge keys. Never throws: errors are in `faults`. */
export const readYaml = (text: string): YamlSource => sourceOf(text, understood(text));

/** The same for a file's bytes, which must be UTF-8. */
export const readYamlBytes = (bytes: Uint8Array): YamlSource & { readonly text: string } => {
  const { text, fault } = decoded(bytes);
  return { text, ...sourceOf(text, fault === undefined ? understood(text) : { faults: [fault] }) };
};
