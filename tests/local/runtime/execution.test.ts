// Executions: fresh state, the context's own constructors, the virtual clock, kills and hooks.

import { kill, serviceError } from '../../../local/runtime';
import { officeWith, script, scriptRun, workbook } from './helpers';

describe('an execution', () => {
  test('starts with fresh globals every time (EXE-1)', () => {
    const office = officeWith('let n = 0; function next() { return ++n; }');
    expect([office.run('next').result, office.run('next').result]).toEqual([1, 1]);
  });

  test('finds functions declared with const (GLB-1, RLM-2)', () => {
    const office = officeWith('const answer = () => 42;');
    expect(office.run('answer').result).toBe(42);
    expect(office.run('missing').error?.message).toBe('Script function not found: missing');
  });

  test('sees values of its own realm only (RLM-1)', () => {
    const office = officeWith('');
    const book = workbook(office, [['a', 1]]);
    expect(
      script(
        office,
        `const r = Sheets.Spreadsheets.get(args[0]);
         let error; try { Sheets.Spreadsheets.get('none'); } catch (e) { error = e; }
         return [r.sheets instanceof Array, r instanceof Object, error instanceof Error, error.name,
           PropertiesService.getScriptProperties().getKeys() instanceof Array, new Date() instanceof Date, args instanceof Array]`,
        book,
      ),
    ).toEqual([true, true, true, 'GoogleJsonResponseException', true, true, true]);
  });

  test('has ECMAScript globals only (GLB-2)', () => {
    const names = [
      'setTimeout',
      'setInterval',
      'queueMicrotask',
      'structuredClone',
      'atob',
      'btoa',
      'URL',
      'URLSearchParams',
      'TextEncoder',
      'TextDecoder',
      'crypto',
      'performance',
      'fetch',
      'Blob',
      'AbortController',
      'process',
      'Buffer',
      'require',
      'module',
    ];
    expect(script(officeWith(''), `return args[0].filter((n) => typeof globalThis[n] !== 'undefined')`, names)).toEqual(
      [],
    );
  });

  test('reads the virtual clock in the script zone (RLM-3, EXE-5)', () => {
    const office = officeWith('', { latency: false });
    expect(
      script(
        office,
        `const d = new Date(); Utilities.sleep(90000); return [d.getHours(), d.toISOString(), Date.now() - d, new Date(2026, 6, 1).toISOString(), String(new Date(2026,6,1))]`,
      ),
    ).toEqual([
      9,
      '2026-03-02T01:00:00.000Z',
      90_000,
      '2026-06-30T16:00:00.000Z',
      expect.stringContaining('Wed Jul 01 2026 00:00:00 GMT+0800'),
    ]);
  });

  test('runs promises to their end', () => {
    expect(script(officeWith(''), `return (async () => { await null; return 5; })()`)).toBe(5);
  });

  test('names what is not implemented', () => {
    expect(scriptRun(officeWith(''), `LockService.getScriptLock().hasLock(); Utilities.zip([])`).error?.message).toBe(
      'not implemented locally: Utilities.zip',
    );
    expect(script(officeWith(''), `return typeof Utilities.noSuchThing`)).toBe('undefined');
  });

  test('refuses what the manifest does not declare', () => {
    const office = officeWith(
      '',
      {},
      {
        oauthScopes: ['https://www.googleapis.com/auth/userinfo.email'],
        dependencies: { enabledAdvancedServices: [{ userSymbol: 'Sheets' }] },
      },
    );
    expect(scriptRun(office, `Sheets.Spreadsheets.create({})`).error?.message).toMatch(
      /^Specified permissions are not sufficient to call Sheets.Spreadsheets.create/,
    );
    expect(script(office, `return Session.getActiveUser().getEmail()`)).toBe('office@demo.example');
    const bare = officeWith('', {}, { oauthScopes: [] });
    expect(script(bare, `return typeof Sheets`)).toBe('undefined');
  });

  test('is killed after six minutes, and no catch saves it (EXE-2)', () => {
    const office = officeWith('');
    const x = scriptRun(
      office,
      `const p = PropertiesService.getScriptProperties();
       LockService.getScriptLock().tryLock(0);
       p.setProperty('before', '1');
       try { for (;;) Utilities.sleep(100000); } catch (e) { try { p.setProperty('after', '1'); } catch (e2) {} }`,
    );
    expect(x.error?.message).toBe('Exceeded maximum execution time');
    expect(x.endedAt! - x.startedAt).toBe(360_000);
    expect(office.store.state.scriptProperties).toEqual({ before: '1' });
    expect(office.store.state.locks['script']!.holder).toBeUndefined();
  });

  test('passes every call through the hook, which may fault it before, after or kill it', () => {
    const office = officeWith('');
    const write = `const p = PropertiesService.getScriptProperties(); p.setProperty('a', '1'); try { p.setProperty('b', '2'); } catch (e) { p.setProperty('c', e.message); }`;
    const seen: string[] = [];
    office.hook((c, proceed) => {
      if (!c.free) seen.push(`${c.service}.${c.method}(${c.args.join()})`);
      const result = proceed();
      if (c.args[0] === 'b') throw serviceError('Service timed out');
      return result;
    });
    scriptRun(office, write);
    expect(seen).toEqual([
      'Properties.setProperty(a,1)',
      'Properties.setProperty(b,2)',
      'Properties.setProperty(c,Service timed out)',
    ]);
    expect(office.store.state.scriptProperties).toEqual({ a: '1', b: '2', c: 'Service timed out' });

    const killed = officeWith('');
    killed.hook((c, proceed) => (c.args[0] === 'b' ? kill() : proceed()));
    const x = scriptRun(killed, write);
    expect(x.killed).toBe(true);
    expect(killed.store.state.scriptProperties).toEqual({ a: '1' });
  });

  test('a late write proceeds after the run is over', () => {
    const office = officeWith('');
    let late: (() => unknown) | undefined;
    office.hook((c, proceed) => {
      if (c.method !== 'setProperty') return proceed();
      late = proceed;
      throw serviceError('timed out');
    });
    expect(scriptRun(office, `PropertiesService.getScriptProperties().setProperty('k', 'v')`).error?.message).toBe(
      'timed out',
    );
    expect(office.store.state.scriptProperties).toEqual({});
    late!();
    expect(office.store.state.scriptProperties).toEqual({ k: 'v' });
  });
});

describe('time', () => {
  test('acts fall between two calls of a running execution', () => {
    const office = officeWith('');
    const seen: unknown[] = [];
    office.at(office.now + 3000, () => seen.push(office.now, office.store.state.scriptProperties['a']));
    script(
      office,
      `const p = PropertiesService.getScriptProperties(); p.setProperty('a', '1'); Utilities.sleep(5000); p.setProperty('a', '2')`,
    );
    expect(seen).toEqual([Date.parse('2026-03-02T01:00:03Z'), '1']);
    expect(office.now).toBeGreaterThan(Date.parse('2026-03-02T01:00:05Z'));
  });

  test('forks go their own ways and repeat each other', () => {
    const office = officeWith(
      'function id() { PropertiesService.getScriptProperties().setProperty("x", Utilities.getUuid()); return PropertiesService.getScriptProperties().getProperty("x"); }',
    );
    const [a, b] = [office.fork(), office.fork()];
    expect(a.run('id').result).toBe(b.run('id').result);
    expect(a.run('id').result).not.toBe(office.store.state.scriptProperties['x']);
    expect(office.store.state.scriptProperties).toEqual({});
  });
});
