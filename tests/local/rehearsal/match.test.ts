import { containsAll, countMatches, subsetMiss, textMatches } from '../../../local/rehearsal/match';
import { civilText, durationMs, momentOf } from '../../../local/rehearsal/when';

describe('what an expectation means', () => {
  it.each([
    ['✓', '✓ 10:32 結案', true],
    ['✓', '✗ 編號由系統給', false],
    ['/^✎ .*費用/', '✎ 修好了 還缺：費用', true],
    ['待回應', '待回應', true],
    ['待回應', '待回應 ', false],
    ['', '', true],
  ])('text %s against %s', (expected, found, holds) => expect(textMatches(expected, found)).toBe(holds));

  it('names the first place where a record differs', () => {
    expect(
      subsetMiss(
        { state: 'new', source: { kind: 'form' } },
        { state: 'new', source: { kind: 'form', ref: 'r1' }, rev: 1 },
      ),
    ).toBeNull();
    expect(subsetMiss({ source: { kind: 'typed' } }, { source: { kind: 'form' } })).toEqual({
      path: 'source.kind',
      expected: 'typed',
      found: 'form',
    });
    expect(subsetMiss({ path: [{ tier: 'self' }] }, { path: [{ tier: 'self' }, { tier: 'third' }] })?.path).toBe(
      'path',
    );
    expect(subsetMiss({ handler: null }, { handler: 'wu@demo.example' })?.path).toBe('handler');
    expect(subsetMiss({ down: { gte: 1.9, lte: 2.1 } }, { down: 2 })).toBeNull();
    expect(subsetMiss({ down: { gte: 1.9, lte: 2.1 } }, { down: null })?.path).toBe('down');
    expect(subsetMiss({ held: {} }, { held: {} })).toBeNull();
    expect(subsetMiss({ held: {} }, { held: { cost: 1 } })?.path).toBe('held');
    expect(subsetMiss({ cost: '1200' }, { cost: 1201 })?.path).toBe('cost');
  });

  it('counts exactly or within bounds', () => {
    expect([countMatches(2, 2), countMatches(2, 3), countMatches({ gte: 1 }, 3), countMatches({ lte: 1 }, 3)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('names the missing words of a text', () => {
    expect(containsAll(['a', '/b+/'], 'xa bb')).toBeNull();
    expect(containsAll(['a', 'c'], 'xa bb')).toBe('c');
  });
});

describe('time in scenarios', () => {
  it('reads durations and civil times of the office', () => {
    expect(durationMs('PT90M')).toBe(5_400_000);
    expect(durationMs('P1DT1H')).toBe(90_000_000);
    expect(momentOf('2026-03-02T09:00', 'Asia/Taipei')).toBe(Date.parse('2026-03-02T09:00+08:00'));
    expect(momentOf('2026-03-02T09:00+00:00', 'Asia/Taipei')).toBe(Date.parse('2026-03-02T09:00Z'));
    expect(civilText(Date.parse('2026-03-02T01:00Z'), 'Asia/Taipei')).toBe('2026-03-02T09:00');
    expect(() => durationMs('90 minutes')).toThrow();
  });
});
