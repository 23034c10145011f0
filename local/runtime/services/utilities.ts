// Utilities: ids, sleep, dates, encodings, digests and blobs.

import { createHash, createHmac } from 'node:crypto';
import { Api, EnumType, enumName } from '../api.ts';
import { badSignature, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { randomUuid } from '../random.ts';
import { formatDate } from './format-date.ts';

export class Blob extends Api {
  readonly _class = 'Blob';
  constructor(
    x: Execution,
    private bytes: Buffer,
    private type: string | null,
    private name: string | null,
  ) {
    super(x);
  }

  getBytes(): number[] {
    return [...new Int8Array(this.bytes)];
  }
  getDataAsString(_charset?: string): string {
    return this.bytes.toString('utf8');
  }
  getContentType(): string | null {
    return this.type;
  }
  getName(): string | null {
    return this.name;
  }
  setName(name: string): this {
    this.name = name;
    return this;
  }
  setContentType(type: string): this {
    this.type = type;
    return this;
  }
  copyBlob(): Blob {
    return new Blob(this._x, this.bytes, this.type, this.name);
  }
  /** For other services. */
  get _bytes(): Buffer {
    return this.bytes;
  }
  /** For other services: bytes in the blob. */
  get _size(): number {
    return this.bytes.length;
  }
}

function bytesOf(data: unknown): Buffer {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  if (Array.isArray(data)) return Buffer.from(Int8Array.from(data as number[]));
  throw badSignature('Utilities', [data]);
}

function signed(buffer: Buffer): number[] {
  return [...new Int8Array(buffer)];
}

export class Utilities extends Api {
  readonly _class = 'Utilities';
  readonly DigestAlgorithm = new EnumType('DigestAlgorithm', ['MD2', 'MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512']);
  readonly Charset = new EnumType('Charset', ['US_ASCII', 'UTF_8']);

  getUuid(): string {
    return randomUuid(this._x.random);
  }

  /** At most five minutes, as documented. */
  sleep(milliseconds: number): undefined {
    if (!(milliseconds <= 300_000))
      throw new ServiceError('Invalid value for sleep: the maximum is 300000 milliseconds.');
    this._x.charge(Number(milliseconds));
    return undefined;
  }

  formatDate(date: Date, zone: string, pattern: string): string {
    if (!(date instanceof Date)) throw badSignature('Utilities.formatDate', [date, zone, pattern]);
    return formatDate(date.getTime(), zone, pattern);
  }

  formatString(template: string, ...args: unknown[]): string {
    let next = 0;
    return template.replace(
      /%(0?)(\d*)(?:\.(\d+))?([sdf%])/g,
      (_all, zero: string, width: string, decimals: string | undefined, kind: string) => {
        if (kind === '%') return '%';
        const arg = args[next++];
        const text =
          kind === 'd'
            ? String(Math.trunc(Number(arg)))
            : kind === 'f'
              ? Number(arg).toFixed(decimals === undefined ? 6 : Number(decimals))
              : String(arg);
        return text.padStart(Number(width || 0), zero ? '0' : ' ');
      },
    );
  }

  base64Encode(data: unknown): string {
    return bytesOf(data).toString('base64');
  }
  base64EncodeWebSafe(data: unknown): string {
    return this.base64Encode(data).replace(/\+/g, '-').replace(/\//g, '_');
  }
  base64Decode(text: string): number[] {
    return signed(Buffer.from(text, 'base64'));
  }
  base64DecodeWebSafe(text: string): number[] {
    return signed(Buffer.from(text.replace(/-/g, '+').replace(/_/g, '/'), 'base64'));
  }

  newBlob(data: unknown, contentType: string | null = null, name: string | null = null): Blob {
    return new Blob(this._x, bytesOf(data), contentType, name);
  }

  computeDigest(algorithm: unknown, value: unknown): number[] {
    const name = enumName(algorithm)?.replace('_', '').toLowerCase();
    if (!name) throw badSignature('Utilities.computeDigest', [algorithm, value]);
    return signed(createHash(name).update(bytesOf(value)).digest());
  }

  computeHmacSha256Signature(value: unknown, key: unknown): number[] {
    return signed(createHmac('sha256', bytesOf(key)).update(bytesOf(value)).digest());
  }
}
