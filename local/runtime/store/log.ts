// An append-only list that forks for free: forks share one array until two of them append at the same place.

export class Log<T> {
  private constructor(
    private readonly items: T[],
    readonly length: number,
  ) {}

  static empty<T>(): Log<T> {
    return new Log<T>([], 0);
  }

  static of<T>(items: readonly T[]): Log<T> {
    return new Log<T>(items.slice(), items.length);
  }

  /** The list with one more entry; this one stays as it is. */
  add(item: T): Log<T> {
    const own = this.items.length === this.length ? this.items : this.items.slice(0, this.length);
    own.push(item);
    return new Log(own, this.length + 1);
  }

  at(index: number): T | undefined {
    return index < this.length ? this.items[index] : undefined;
  }

  /** A plain copy of entries from `start` on. */
  list(start = 0): T[] {
    return this.items.slice(start, this.length);
  }

  get last(): T | undefined {
    return this.items[this.length - 1];
  }

  /** Entries replaced one by one; used where a kept thing changes, which is rare. */
  map(change: (item: T) => T): Log<T> {
    return Log.of(this.list().map(change));
  }
}
