import type { Document, Node } from 'yaml';
import { excerpt } from '../excerpt.js';
import type { Fault } from './fault.js';

const CORE = 'tag:yaml.org,2002:';

/** The types of YAML 1.2's core schema, which are JSON's. */
const TYPES = ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'];

/** A tag of another type: `!!binary`, `!!set`. */
export const foreignTag = ({ tag, range }: Node): readonly Fault[] =>
  tag === undefined || TYPES.includes(tag.replace(CORE, ''))
    ? []
    : [[range?.[0] ?? 0, `the tag '${excerpt(tag.replace(CORE, '!!'))}' is not supported`]];

/** A directive for a version of YAML in which `yes` is true and 010 is 8. */
export const otherVersion = ({ directives }: Document.Parsed): readonly Fault[] => {
  const { explicit = false, version } = directives.yaml;
  return !explicit || version === '1.2'
    ? []
    : [[0, `%YAML ${version}: this file is read as YAML 1.2; remove the line`]];
};
