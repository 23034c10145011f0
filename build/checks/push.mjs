// Asks clasp itself what it would push, and holds it against what was built. Needs no login.
import { readFileSync } from 'node:fs';
import { projects } from '../projects.mjs';
import { runNode } from './command.mjs';
import { failOn, Problems } from './problems.mjs';

const clasp = 'node_modules/@google/clasp/build/src/index.js';

/** @param {string} projectFile .clasp.json or its like @returns {Promise<string[]>} paths clasp would push, sorted */
export async function filesToPush(projectFile) {
  const { code, stdout, stderr } = await runNode([clasp, '--project', projectFile, 'show-file-status', '--json']);
  if (code !== 0) throw new Problems([`clasp cannot read ${projectFile}: ${(stderr || stdout).trim()}`]);
  return JSON.parse(stdout)
    .filesToPush.map((path) => path.replaceAll('\\', '/'))
    .sort();
}

export async function checkPush() {
  const built = JSON.parse(readFileSync('dist/built.json', 'utf8')).files;
  const lists = await Promise.all(projects.map((project) => filesToPush(project.clasp)));
  failOn(
    projects.flatMap((project, index) => {
      const wanted = built.filter((file) => file.startsWith(`${project.out}/`)).sort();
      const pushed = lists[index];
      return [
        ...wanted.filter((file) => !pushed.includes(file)).map((file) => `clasp would leave out ${file}`),
        ...pushed.filter((file) => !wanted.includes(file)).map((file) => `clasp would push ${file} as well`),
      ];
    }),
  );
  return `${lists.map((list) => list.length).join(' + ')} files`;
}
