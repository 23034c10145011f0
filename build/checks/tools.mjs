// The checks that are ready-made tools: TypeScript, ESLint, Prettier.
import { existsSync, readdirSync } from 'node:fs';
import { runNode } from './command.mjs';
import { Problems } from './problems.mjs';

const typeProjects = [
  { config: 'tsconfig.json', folders: ['src'] },
  { config: 'tsconfig.pages.json', folders: ['src/surfaces/pages', 'local/desk/client'] },
  { config: 'tsconfig.node.json', folders: ['local', 'admin', 'tests'] },
];

const hasTypeScript = (folder) =>
  existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => /\.tsx?$/.test(file));

async function tool(args) {
  const { code, stdout, stderr } = await runNode(args);
  if (code !== 0) throw new Problems([`${stdout}${stderr}`.trim()]);
}

/** Strict TypeScript over the product, its pages, and everything that runs in Node. */
export async function checkTypes() {
  const projects = typeProjects.filter(({ folders }) => folders.some(hasTypeScript));
  const results = await Promise.allSettled(
    projects.map(({ config }) => tool(['node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', config])),
  );
  const failures = results.filter((result) => result.status === 'rejected').map((result) => result.reason.message);
  if (failures.length > 0) throw new Problems(failures);
}

export const checkLint = () => tool(['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.']);

export const checkFormat = () =>
  tool([...prettier, '--check', '--log-level=warn', '.']).catch((error) => {
    throw new Problems([error.message, 'Run `npm run format -- PATH…` on the files that are yours.']);
  });

/**
 * Rewrites the files or folders named, and no others: a tree may be shared by several people at work.
 * @param {string[]} paths
 */
export async function format(paths) {
  if (paths.length === 0) throw new Problems(['Name the files or folders to format: npm run format -- PATH…']);
  await tool([...prettier, '--write', '--log-level=warn', ...paths]);
}

const prettier = [
  'node_modules/prettier/bin/prettier.cjs',
  '--cache',
  '--cache-location=node_modules/.cache/prettier/cache',
  '--cache-strategy=content',
];
