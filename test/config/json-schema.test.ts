import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { playbookJsonSchema, testbedJsonSchema } from '../../src/config/json-schema.js';
import { changed, PLAYBOOK, TESTBED } from './examples.js';
import { shipped } from '../shipped/shipped.js';

const compile = (schema: object): ValidateFunction =>
  new Ajv2020({ allErrors: true, keywords: ['enumDescriptions'] }).compile(schema);

const testbed = compile(testbedJsonSchema());
const playbook = compile(playbookJsonSchema());

describe('the JSON Schema', () => {
  it('names itself and its dialect', () => {
    expect(testbedJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:vrbench:testbed:1',
      title: 'vrbench testbed',
    });
    expect(playbookJsonSchema()).toMatchObject({ $id: 'urn:vrbench:playbook:1' });
  });

  it('shows defaults in the notation of a file', () => {
    const text = JSON.stringify(playbookJsonSchema());
    expect(text).toContain('"default":"2 s"');
    expect(text).toContain('"default":"5 s"');
  });

  it.each(shipped('testbeds'))('accepts testbeds/%s', (_, text) => {
    expect(testbed(parse(text)), JSON.stringify(testbed.errors)).toBe(true);
  });

  it.each(shipped('playbooks'))('accepts playbooks/%s', (_, text) => {
    expect(playbook(parse(text)), JSON.stringify(playbook.errors)).toBe(true);
  });

  it.each([
    ['roles:', 'rolls:'],
    ['type: local', 'type: telnet'],
    ['[dut1, sink0]', '[dut1]'],
    ['[dut1, sink0]', '[dut1, sink0, sink1]'],
    ['  left:', '  Left:'],
    ['1 Gb/s', '1'],
  ])('refuses a testbed with %j become %j', (from, to) => {
    expect(testbed(parse(TESTBED))).toBe(true);
    expect(testbed(parse(changed(TESTBED, from, to)))).toBe(false);
  });

  it.each([
    ['- napi-macvlan', '- napi-macvlna'],
    ['duration: 1 s', 'duration: 60'],
    ['test: throughput', 'test: thruput'],
    ['resolution: 2 %', 'resolution: 0.02'],
    ['trial:', 'trials:'],
  ])('refuses a playbook with %j become %j', (from, to) => {
    expect(playbook(parse(PLAYBOOK))).toBe(true);
    expect(playbook(parse(changed(PLAYBOOK, from, to)))).toBe(false);
  });
});
