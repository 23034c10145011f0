// Small services: locks, properties, cache, dates, mail, pages.

import { officeWith, OWNER, script, scriptRun } from './helpers';

describe('LockService', () => {
  const LOCK = `const lock = LockService.getScriptLock();
    function holds() { const ok = lock.tryLock(0); Utilities.sleep(10000); return ok; }
    function tries(ms) { const ok = lock.tryLock(ms); return [ok, Date.now()]; }`;

  test('a suspended holder keeps everybody else out (LCK-1)', () => {
    const office = officeWith(LOCK, { latency: false });
    let nested: unknown;
    office.at(office.now + 3000, () => (nested = office.run('tries', [2000]).result));
    expect(office.run('holds').result).toBe(true);
    expect(nested).toEqual([false, Date.parse('2026-03-02T01:00:05Z')]);
  });

  test('a lock of a run that went ahead holds for those whose time is before its release', () => {
    const office = officeWith(LOCK, { latency: false });
    const outer = officeWith(`${LOCK} function outer() { Utilities.sleep(2000); return tries(20000); }`, {
      latency: false,
    });
    outer.at(outer.now + 1000, () => outer.run('holds'));
    // holds() took it at 09:00:01 and ran to 09:00:11 while the outer stood at 09:00:01.
    expect(outer.run('outer').result).toEqual([true, Date.parse('2026-03-02T01:00:11Z')]);
    expect(office.run('tries', [0]).result).toEqual([true, office.now]);
  });

  test('tryLock answers, waitLock throws and gives nothing (LCK-2)', () => {
    const office = officeWith(
      `${LOCK} function waits() { let r; try { r = lock.waitLock(1000); } catch (e) { return e.message; } return String(r); }`,
      { latency: false },
    );
    expect(office.run('waits').result).toBe('undefined');
    let nested: unknown;
    office.at(office.now + 1000, () => (nested = office.run('waits').result));
    office.run('holds');
    expect(nested).toBe('Lock timeout: another process was holding the lock for too long.');
  });

  test('is re-entrant, released at the end of the run, and has no document scope (LCK-1)', () => {
    const office = officeWith(LOCK);
    expect(
      script(office, `return [lock.tryLock(0), lock.tryLock(0), lock.hasLock(), LockService.getDocumentLock()]`),
    ).toEqual([true, true, true, null]);
    expect(office.run('tries', [0]).result).toEqual([true, expect.any(Number)]);
  });
});

describe('PropertiesService', () => {
  test('keeps strings; a missing one is null; no document store (PRP-1)', () => {
    const office = officeWith('');
    expect(
      script(
        office,
        `const p = PropertiesService.getScriptProperties(); p.setProperty('n', 5); p.setProperties({ a: true, b: null });
         return [p.getProperty('n'), p.getProperty('none'), p.getProperties(), p.deleteProperty('a').getKeys(), PropertiesService.getDocumentProperties()]`,
      ),
    ).toEqual(['5', null, { n: '5', a: 'true', b: 'null' }, ['n', 'b'], null]);
  });

  test('user properties are the effective user’s (PRP-1, J35)', () => {
    const office = officeWith(
      `function put() { PropertiesService.getUserProperties().setProperty('k', 'v'); } function get() { return PropertiesService.getUserProperties().getProperty('k'); }`,
    );
    office.run('put');
    expect(office.run('get', [], { active: 'lin@demo.example' }).result).toBe('v');
    expect(office.run('get', [], { effective: 'lin@demo.example' }).result).toBeNull();
  });

  test('9 KB a value, 500 KB a store (PRP-1)', () => {
    const office = officeWith('', { latency: false });
    const x = scriptRun(
      office,
      `const p = PropertiesService.getScriptProperties(); p.setProperty('fits', 'x'.repeat(9216));
       let long; try { p.setProperty('long', 'x'.repeat(9217)); } catch (e) { long = e.message; }
       let n = 0; try { for (;;) p.setProperty('k' + n++, '界'.repeat(3000)); } catch (e) { return [long, n, e.message]; }`,
    );
    expect(x.result).toEqual([
      'Argument too large: value',
      56,
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    ]);
  });
});

describe('CacheService', () => {
  test('forgets after its time, in virtual seconds (CCH-1)', () => {
    const office = officeWith(
      `function put() { CacheService.getScriptCache().put('k', 1, 60); } function get() { return CacheService.getScriptCache().get('k'); }`,
      { latency: false },
    );
    office.run('put');
    office.wait(59_000);
    expect(office.run('get').result).toBe('1');
    office.wait(2000);
    expect(office.run('get').result).toBeNull();
  });

  test('limits, overflow, and the blank switch (CCH-1)', () => {
    const office = officeWith('', { latency: false });
    expect(scriptRun(office, `CacheService.getScriptCache().put('k', 'x'.repeat(102401))`).error?.message).toBe(
      'Argument too large: value',
    );
    expect(scriptRun(office, `CacheService.getScriptCache().put('k'.repeat(251), '')`).error?.message).toBe(
      'Argument too large: key',
    );
    expect(
      script(
        office,
        `const c = CacheService.getScriptCache(); for (let i = 0; i <= 1000; i++) c.put('k' + i, i); return [c.get('k0'), c.get('k101'), c.get('k1000')]`,
      ),
    ).toEqual([null, '101', '1000']);
    office.switches.cache = 'blank';
    expect(script(office, `return CacheService.getScriptCache().get('k1000')`)).toBeNull();
  });
});

describe('Utilities', () => {
  test('formats dates in any zone', () => {
    const office = officeWith('');
    expect(
      script(
        office,
        `const d = new Date('2026-03-02T01:05:09.007Z'); const f = (z, p) => Utilities.formatDate(d, z, p);
         return [f('Asia/Taipei', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"), f('America/New_York', 'EEE, d MMM yyyy hh:mm a Z'), f('GMT+8', 'yy/M/d H:m u'), f('UTC', "D '年' EEEE X")]`,
      ),
    ).toEqual(['2026-03-02T09:05:09.007+08:00', 'Sun, 1 Mar 2026 08:05 PM -0500', '26/3/2 9:5 1', '61 年 Monday Z']);
  });

  test('encodes, digests, and draws ids that repeat with the seed', () => {
    const ids = [1, 1, 2].map((seed) => script(officeWith('', { seed }), `return Utilities.getUuid()`));
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(
      script(
        officeWith(''),
        `const hex = (b) => b.map((x) => ((x + 256) % 256).toString(16).padStart(2, '0')).join('');
         return [Utilities.base64Encode('典簿'), Utilities.newBlob(Utilities.base64Decode('5YW457C/')).getDataAsString(), hex(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'abc')).slice(0, 16)]`,
      ),
    ).toEqual(['5YW457C/', '典簿', 'ba7816bf8f01cfea']);
  });
});

describe('MailApp', () => {
  test('sends into the mailbox and counts recipients; the day begins with the first mail', () => {
    const office = officeWith(
      `function send(n) { for (let i = 0; i < n; i++) MailApp.sendEmail({ to: 'lin@demo.example, "W" <wu@demo.example>', subject: 's', body: 'b', htmlBody: '<b>b</b>', name: '典簿' }); return MailApp.getRemainingDailyQuota(); }`,
      {
        quotas: { mailRecipientsPerDay: 5 },
        latency: false,
      },
    );
    office.wait(3_600_000);
    expect(office.run('send', [2]).result).toBe(1);
    expect(office.run('send', [1]).error?.message).toBe('Service invoked too many times for one day: email.');
    expect(office.store.mails.list()).toEqual([
      expect.objectContaining({
        to: ['lin@demo.example', '"W" <wu@demo.example>'],
        from: OWNER,
        name: '典簿',
        htmlBody: '<b>b</b>',
      }),
      expect.anything(),
    ]);
    office.wait(86_400_000 - 1);
    expect(office.run('send', [0]).result).toBe(1);
    office.wait(2);
    expect(office.run('send', [0]).result).toBe(5);
  });

  test('refuses what is no address', () => {
    expect(scriptRun(officeWith(''), `MailApp.sendEmail('not an address', 's', 'b')`).error?.message).toBe(
      'Invalid email: not an address',
    );
    expect(scriptRun(officeWith(''), `MailApp.sendEmail({ subject: 's' })`).error?.message).toBe(
      'Failed to send email: no recipient',
    );
  });
});

describe('pages', () => {
  const PAGE = `function doGet(e) { return HtmlService.createHtmlOutputFromFile('page').append(e.parameter.r + '/' + Session.getActiveUser().getEmail() + '/' + Session.getEffectiveUser().getEmail()).setTitle('T'); }
    function api(a) { if (a.fail) throw new Error('no'); return { ...a, day: new Date(0), none: undefined }; }
    function hidden_() { return 1; }`;

  test('show as the person, run as the owner; outsiders are blank (B.4)', () => {
    const office = officeWith(PAGE);
    expect(office.person('lin@demo.example').page({ r: 'x' })).toEqual({
      html: `<p>page</p>x/lin@demo.example/${OWNER}`,
      title: 'T',
    });
    expect(office.person('eve@else.example').page({ r: 'x' }).html).toBe(`<p>page</p>x//${OWNER}`);
  });

  test('call globals without trailing underscore, through JSON (GLB-1)', () => {
    const lin = officeWith(PAGE).person('lin@demo.example');
    expect(lin.call('api', { a: 1, b: undefined })).toEqual({ a: 1, day: '1970-01-01T00:00:00.000Z' });
    expect(() => lin.call('hidden_')).toThrow('google.script.run.hidden_ is not a function');
    expect(() => lin.call('api', { fail: true })).toThrow('no');
  });
});
