// Counts of service calls and cells, and the Sheets API's history per minute: what benches measure and the rate limit reads.

export interface CallSnapshot {
  /** Calls per 'Service.method'. */
  methods: Record<string, number>;
  /** Sheets API: cells in answers and in requests. */
  cellsRead: number;
  cellsWritten: number;
  reads: number;
  writes: number;
}

/** A counter as plain data, so that a kept office goes on counting where it was. */
export interface CallHistory extends CallSnapshot {
  stamps: [string, { reads: number[]; writes: number[] }][];
  minutes: [number, { reads: number; writes: number }][];
}

export class CallCounter {
  private readonly methods = new Map<string, number>();
  private cellsRead = 0;
  private cellsWritten = 0;
  private reads = 0;
  private writes = 0;
  /** Virtual times of Sheets API calls by user, for the sliding minute. */
  private readonly stamps = new Map<string, { reads: number[]; writes: number[] }>();
  /** Sheets API calls per virtual minute (epoch minute): the highest tells whether a budget holds. */
  readonly minutes = new Map<number, { reads: number; writes: number }>();

  count(key: string): void {
    this.methods.set(key, (this.methods.get(key) ?? 0) + 1);
  }

  cells(kind: 'read' | 'write', n: number): void {
    if (kind === 'read') this.cellsRead += n;
    else this.cellsWritten += n;
  }

  /** Sheets API calls of a user in the 60 s up to `at`. Runs may be ahead of each other, so order is not assumed. */
  inMinute(user: string, kind: 'reads' | 'writes', at: number): number {
    const list = this.stamps.get(user)?.[kind] ?? [];
    let n = 0;
    for (let i = list.length - 1; i >= 0; i--) if (list[i]! > at - 60_000 && list[i]! <= at) n++;
    return n;
  }

  sheetsCall(user: string, kind: 'reads' | 'writes', at: number): void {
    let own = this.stamps.get(user);
    if (!own) this.stamps.set(user, (own = { reads: [], writes: [] }));
    own[kind].push(at);
    if (own[kind].length > 2000) own[kind] = own[kind].filter((t) => t > at - 600_000);
    this[kind]++;
    const minute = Math.floor(at / 60_000);
    const slot = this.minutes.get(minute) ?? { reads: 0, writes: 0 };
    slot[kind]++;
    this.minutes.set(minute, slot);
  }

  snapshot(): CallSnapshot {
    return {
      methods: Object.fromEntries(this.methods),
      cellsRead: this.cellsRead,
      cellsWritten: this.cellsWritten,
      reads: this.reads,
      writes: this.writes,
    };
  }

  /** What was called since a snapshot; methods not called are left out. */
  since(before: CallSnapshot): CallSnapshot {
    const now = this.snapshot();
    const methods: Record<string, number> = {};
    for (const [key, n] of Object.entries(now.methods)) {
      const more = n - (before.methods[key] ?? 0);
      if (more > 0) methods[key] = more;
    }
    return {
      methods,
      cellsRead: now.cellsRead - before.cellsRead,
      cellsWritten: now.cellsWritten - before.cellsWritten,
      reads: now.reads - before.reads,
      writes: now.writes - before.writes,
    };
  }

  history(): CallHistory {
    return { ...this.snapshot(), stamps: [...this.stamps], minutes: [...this.minutes] };
  }

  /** Counter that goes on from a history; nothing is shared with it. */
  static of({ methods, stamps, minutes, ...counts }: CallHistory): CallCounter {
    const out = new CallCounter();
    for (const [k, v] of Object.entries(methods)) out.methods.set(k, v);
    for (const [k, v] of stamps) out.stamps.set(k, { reads: v.reads.slice(), writes: v.writes.slice() });
    for (const [k, v] of minutes) out.minutes.set(k, { ...v });
    return Object.assign(out, counts);
  }

  copy(): CallCounter {
    return CallCounter.of(this.history());
  }
}
