import { readScenario, ScenarioFault } from '../../../local/rehearsal/scenario';

const good = `scenario: A jam
covers: [R093, R094]
start: 2026-03-02T09:00+08:00
steps:
  - submit: tickets
    as: lin@demo.example
    with: { fault: Paper jam }
    remember: { ticket: tickets.last.id }
  - together:
      - wait: PT1M
  - expect: { errors: 0 }
`;

describe('a scenario file', () => {
  it('becomes steps that know their verb, their person and their line', () => {
    const scenario = readScenario('jam.yaml', good);
    expect(scenario.covers).toEqual(['R093', 'R094']);
    expect(scenario.steps.map((step) => [step.verb, step.line])).toEqual([
      ['submit', 5],
      ['together', 9],
      ['expect', 11],
    ]);
    expect(scenario.steps[0]).toMatchObject({
      what: 'tickets',
      as: 'lin@demo.example',
      remember: { ticket: 'tickets.last.id' },
    });
    expect(scenario.steps[1]?.steps.map((step) => step.verb)).toEqual(['wait']);
  });

  it.each([
    ['an unknown word', good.replace('covers:', 'cover:'), 2, 'unknown word "cover"'],
    ['broken YAML', good.replace('{ errors: 0 }', '{ errors: 0'), 12, ''],
    ['a step that is no map', good.replace('  - expect: { errors: 0 }', '  - nothing'), 11, 'a step is a map'],
    ['no title', good.replace('scenario: A jam\n', ''), 1, 'needs a title'],
  ])('with %s is refused at its line', (_name, text, line, words) => {
    const read = () => readScenario('jam.yaml', text);
    expect(read).toThrow(ScenarioFault);
    expect(read).toThrow(`jam.yaml:${line}:`);
    expect(read).toThrow(words);
  });
});
