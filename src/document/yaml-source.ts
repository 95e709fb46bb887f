import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Pair,
  type YAMLError,
  type YAMLMap,
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

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** A key `<<`, which the parser tells from the text "<<". */
const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && typeof key.value === 'symbol' && key.value.description === '<<';

const target = (document: Document, node: unknown): unknown =>
  isAlias(node) ? node.resolve(document) : node;

/** The mappings that are merged into one, in the order in which they count. */
const mergedInto = (document: Document, map: YAMLMap): readonly unknown[] => {
  const { value } = map.items.find(({ key }) => isMergeKey(key)) ?? {};
  const sources = target(document, value);
  return (isSeq(sources) ? sources.items : [sources]).map((source) => target(document, source));
};

/** What is merged with `<<` has to be a mapping, or a list of mappings. */
const wrongMerges = (document: Document): Fault[] => {
  const faults: Fault[] = [];
  visit(document, {
    Map: (_, map) => {
      const pair = map.items.find(({ key }) => isMergeKey(key));
      if (pair === undefined || mergedInto(document, map).every((each) => isMap(each))) return;
      faults.push([
        startOf(pair.key) ?? 0,
        '<< merges mappings: expected a mapping, *name, or a list of them',
      ]);
    },
  });
  return faults;
};

/** The most aliases of a file, counted as often as they expand. */
const MOST_ALIASES = 1000;

/** The value; an alias that expands excessively is a fault. */
const valueOf = (document: Document): { value?: unknown; faults: readonly Fault[] } => {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }), faults: [] };
  } catch (error) {
    return { faults: [[0, reasonOf(error)]] };
  }
};

/** The pair of a mapping with a key: its own, or one that is merged into it. */
const pairOf = (document: Document, map: YAMLMap, name: PropertyKey): Pair | undefined =>
  map.items.find(({ key }) => isScalar(key) && String(key.value) === String(name)) ??
  mergedInto(document, map)
    .map((each) => (isMap(each) && each !== map ? pairOf(document, each, name) : undefined))
    .find((pair) => pair !== undefined);

/** A finding's offset in the text; for something missing, that of the nearest parent. */
const offsetOf = (document: Document, { path, at }: Finding): number => {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, part] of path.entries()) {
    node = target(document, node);
    if (isMap(node)) {
      const pair = pairOf(document, node, part);
      if (pair === undefined) return offset;
      node = pair.value;
      const wanted = at === 'value' && depth === path.length - 1 ? (node ?? pair.key) : pair.key;
      offset = startOf(wanted) ?? offset;
    } else if (isSeq(node)) {
      node = node.items[Number(part)] ?? null;
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
};

/** Parses a YAML 1.2 text, with merge keys. Never throws: errors are in `faults`. */
export const readYaml = (text: string): YamlSource => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const located = (offset: number, path: string, message: string): Located => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), path, message };
  };
  const syntax = [...document.errors, ...document.warnings].map((error): Fault => [
    error.pos[0],
    syntaxMessage(error, text),
  ]);
  const broken =
    syntax.length > 0 ? syntax : [unresolvedAliases, wrongMerges].flatMap((find) => find(document));
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
