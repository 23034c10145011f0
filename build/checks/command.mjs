// Runs a tool of node_modules and keeps what it said.
import { spawn } from 'node:child_process';

/**
 * @param {string[]} args script file and its arguments, run by this Node
 * @param {{env?: Record<string, string>, passStderr?: boolean}} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
export function runNode(args, { env = {}, passStderr = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', passStderr ? 'inherit' : 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
