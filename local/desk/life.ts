// The demo office's three months on their way: lived by a process of its own while the desk already answers.

import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Lived {
  /** The office's time there, epoch ms. */
  now: number;
  done: number;
  of: number;
}

export class Life {
  /** How far it has come; null before the first step. */
  at: Lived | null = null;
  ready = false;
  problem: string | null = null;
  private child: ChildProcess | null = null;

  /** @param tell hears of every step, and of the end */
  constructor(private readonly tell: () => void) {}

  /** Starts `script`, which prints a line of JSON for each step. */
  begin(script: string): void {
    const child = spawn(process.execPath, ['--enable-source-maps', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    let trouble = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.at = JSON.parse(line) as Lived;
      this.tell();
    });
    child.stderr.on('data', (data: Buffer) => (trouble += data.toString()));
    child.on('close', (code) => {
      this.child = null;
      this.ready = code === 0;
      // Stopped by us: nobody waits for it any more.
      if (code !== 0 && code !== null) this.problem = trouble.trim().split('\n').slice(-8).join('\n');
      this.tell();
    });
  }

  stop(): void {
    this.child?.kill();
  }
}
