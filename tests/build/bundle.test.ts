// What is built holds what Apps Script looks for, and the check sees what would go wrong silently.
import { readFileSync } from 'node:fs';
import { bundleProblems, readBuilt } from '../../build/checks/bundle.mjs';
import { namesCalledByPage, readScript } from '../../build/checks/script.mjs';
import { projects } from '../../build/projects.mjs';

const engine = projects.find((project) => project.name === 'engine')!;
const built = readBuilt(engine);
const problemsWith = (change: Partial<typeof built>) => bundleProblems(engine, { ...built, ...change });

test.each(projects.map((project) => [project.name, project] as const))('%s as built is whole', (_name, project) => {
  expect(bundleProblems(project, readBuilt(project))).toEqual([]);
});

test('the names a stranger could call are exactly these', () => {
  expect(
    readScript(built.code)
      .functions.filter((name: string) => !name.endsWith('_'))
      .sort(),
  ).toEqual(['api', 'doGet', 'setup']);
});

test('a stub deleted by a minifier is seen although the function still exists at run time', () => {
  const code = built.code.replace(/function tick_\(\) \{\s*\}/, '');
  expect(code).not.toBe(built.code);
  expect(problemsWith({ code })).toEqual(['Code.js declares no tick_']);
});

test('a stub that never gets its body is seen', () => {
  const code = built.code.replace(/globalThis\.\s*api=/, 'globalThis.unused='); // a line may end anywhere
  expect(problemsWith({ code })).toEqual([
    'api was declared but never given its body',
    'puts unused into the global scope: anybody could call it',
  ]);
});

test('one more global, declared or assigned, is seen', () => {
  expect(problemsWith({ code: `${built.code}\nfunction sendAll() {}` })).toContain('Code.js declares sendAll as well');
  expect(problemsWith({ code: `${built.code}\nvar secret = 1;` })).toContain('Code.js declares secret as well');
  expect(problemsWith({ code: `${built.code}\nglobalThis.leak = 1;` })).toEqual([expect.stringContaining('puts leak')]);
});

test('names in triggers, menus, cards, manifest and pages must be entry points', () => {
  const naming = (text: string) =>
    problemsWith({ code: `${built.code}\n(function (x) { return function () { ${text} }; })();` });
  expect(naming("x.newTrigger('tock_').create()")).toContain(
    'a trigger, menu or card names tock_, which no entry point is',
  );
  expect(naming("x.addItem('Open', 'opn')")).toContain('a trigger, menu or card names opn, which no entry point is');
  expect(naming("x.setFunctionName('tick_')")).toEqual([]);
  expect(problemsWith({ manifest: { addOns: { common: { homepageTrigger: { runFunction: 'home' } } } } })).toContain(
    'the manifest names home, which no entry point is',
  );
  const html = '<script>google.script.run.withSuccessHandler(f).withFailureHandler(g).tick_(1)</script>';
  expect(problemsWith({ pages: [{ name: 'p.html', html }] })).toEqual(['p.html calls tick_, which pages cannot reach']);
});

test('a handler that no trigger is ever set for is seen', () => {
  // The script sets its own triggers; one of them is taken away.
  expect(problemsWith({})).toEqual([]);
  const handler = engine.handlers[0]!;
  const code = built.code.replaceAll(`"${handler}"`, `"${engine.handlers[1]!}"`);
  expect(code).not.toBe(built.code);
  expect(problemsWith({ code })).toEqual([`no trigger is ever set for ${handler}`]);
});

test('what a page calls is read through its handlers', () => {
  const call = 'google.script.run.withSuccessHandler(a).api("x", {})';
  expect(namesCalledByPage(`<p></p><script>${call}; run.other()</script>`)).toEqual(['api']);
  expect(namesCalledByPage('<script>google.script.run[name]()</script>')).toEqual(['(computed)']);
});

test('syntax the server may refuse and globals it lacks are seen', () => {
  expect(problemsWith({ code: `${built.code}\n(class { a = 1 });` })).toEqual([
    expect.stringContaining('no ES2020 script'),
  ]);
  expect(problemsWith({ code: `${built.code}\nsetTimeout(function () {}, 0);` })).toEqual([
    expect.stringContaining('does not load with ECMAScript globals only: setTimeout'),
  ]);
});

test('a script or page over its limit is seen', () => {
  expect(problemsWith({ code: `${built.code}\n//${'x'.repeat(500_000)}` })).toEqual([
    expect.stringContaining('over its limit'),
  ]);
  expect(problemsWith({ pages: [{ name: 'p.html', html: 'x'.repeat(60_001) }] })).toEqual([
    expect.stringContaining('p.html has 60 KB'),
  ]);
});

test('each manifest asks for these scopes and no others', () => {
  const scopes = (file: string) =>
    (JSON.parse(readFileSync(file, 'utf8')) as { oauthScopes: string[] }).oauthScopes.map(
      (scope) => scope.split('/auth/')[1],
    );
  expect(scopes('dist/engine/appsscript.json')).toEqual([
    'spreadsheets',
    'forms',
    'script.send_mail',
    'script.scriptapp',
    'drive.file',
    'documents',
    'userinfo.email',
    'directory.readonly',
    'calendar.events',
    'calendar.freebusy',
  ]);
  expect(scopes('dist/addon/appsscript.json')).toEqual([
    'spreadsheets.currentonly',
    'documents.currentonly',
    'calendar.addons.execute',
    'script.container.ui',
    'script.locale',
  ]);
});
