import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { pathText, type Finding } from './finding.js';
import { reasonOf } from '../model/failure.js';

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

const syntaxMessage = (error: YAMLError, text: string): string => {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:,{}]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
    return `the key '${key}' is given twice`;
  }
  if (error.code === 'MULTIPLE_DOCS') return 'a second document starts here; one file holds one';
  return error.message;
};

type Fault = readonly [offset: number, message: string];

const unresolvedAliases = (document: Document): Fault[] => {
  const faults: Fault[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      faults.push([alias.range?.[0] ?? 0, `no anchor '&${alias.source}' comes before this alias`]);
    },
  });
  return faults;
};

/** The value; an alias that expands excessively is a fault. */
const valueOf = (document: Document): { value?: unknown; faults: readonly Fault[] } => {
  try {
    return { value: document.toJS(), faults: [] };
  } catch (error) {
    return { faults: [[0, reasonOf(error)]] };
  }
};

/** A finding's offset in the text; for something missing, that of the nearest parent. */
const offsetOf = (document: Document, { path, at }: Finding): number => {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap<Node, Node | null>(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (pair === undefined) return offset;
      node = pair.value;
      const target = at === 'value' && depth === path.length - 1 ? (node ?? pair.key) : pair.key;
      offset = target.range?.[0] ?? offset;
    } else if (isSeq<Node | null>(node)) {
      node = node.items[Number(part)] ?? null;
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
};

/** Parses a YAML 1.2 text. Never throws: errors are in `faults`. */
export const readYaml = (text: string): YamlSource => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const located = (offset: number, path: string, message: string): Located => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), path, message };
  };
  const syntax = [...document.errors, ...document.warnings].map((error): Fault => [
    error.pos[0],
    syntaxMessage(error, text),
  ]);
  const broken = syntax.length > 0 ? syntax : unresolvedAliases(document);
  const { value, faults } =
    broken.length > 0 ? { value: undefined, faults: broken } : valueOf(document);
  return {
    faults: faults.map(([offset, message]) => located(offset, '', message)),
    value,
    locate: (finding) => {
      const { path, message } = finding;
      // For an unknown key, the path of the mapping that has it is shown.
      const place = finding.at === 'key' ? path.slice(0, -1) : path;
      return located(offsetOf(document, finding), pathText(place), message);
    },
  };
};
