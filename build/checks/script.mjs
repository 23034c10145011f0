// Reads a built server script the way Apps Script will: its top-level names, and the names it refers to as text.
import { parse } from 'acorn';

/** Methods whose string argument is the name of a function Apps Script calls later, and which argument it is. */
const namers = { newTrigger: 0, addItem: 1, setFunctionName: 0 };

function* nodes(value) {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item);
  else if (value && typeof value.type === 'string') {
    yield value;
    for (const key of Object.keys(value)) if (key !== 'type') yield* nodes(value[key]);
  }
}

const methodOf = (call) =>
  call.callee.type === 'MemberExpression' && !call.callee.computed ? call.callee.property.name : undefined;

/**
 * @param {string} code text of Code.js
 * @returns {{functions: string[], others: string[], named: string[], texts: Set<string>}} functions and other
 *   names declared at top level; names given to triggers, menus and cards; every string literal
 * @throws {SyntaxError} if it is not an ES2020 script (class fields, modules, top-level await …)
 */
export function readScript(code) {
  const program = parse(code, { ecmaVersion: 2020, sourceType: 'script' });
  const functions = [];
  const others = [];
  for (const statement of program.body) {
    if (statement.type === 'FunctionDeclaration') functions.push(statement.id.name);
    else if (statement.type === 'ClassDeclaration') others.push(statement.id.name);
    else if (statement.type === 'VariableDeclaration') {
      for (const { id } of statement.declarations) others.push(id.type === 'Identifier' ? id.name : '(pattern)');
    }
  }
  const named = [];
  const texts = new Set();
  for (const node of nodes(program.body)) {
    if (node.type === 'Literal' && typeof node.value === 'string') texts.add(node.value);
    if (node.type !== 'CallExpression') continue;
    const name = node.arguments[namers[methodOf(node)]];
    if (name?.type === 'Literal' && typeof name.value === 'string') named.push(name.value);
  }
  return { functions, others, named, texts };
}

/**
 * Names a page calls through google.script.run.
 * @param {string} html text of a page
 * @returns {string[]}
 */
export function namesCalledByPage(html) {
  const called = [];
  for (const [, code] of html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi)) {
    for (const node of nodes(parse(code, { ecmaVersion: 'latest', sourceType: 'script' }).body)) {
      if (node.type !== 'CallExpression' || !isServerCall(node.callee)) continue;
      const name = node.callee.computed ? '(computed)' : node.callee.property.name;
      if (!/^with(Success|Failure)Handler$|^withUserObject$/.test(name)) called.push(name);
    }
  }
  return called;
}

/** Whether an expression hangs on google.script.run, through any number of handlers. */
function isServerCall(callee) {
  if (callee.type !== 'MemberExpression') return false;
  const { object } = callee;
  if (object.type === 'CallExpression') return isServerCall(object.callee);
  return (
    object.type === 'MemberExpression' && object.property.name === 'run' && object.object.property?.name === 'script'
  );
}

/** Names of functions a manifest refers to: every property ending in "Function" (runFunction, onTriggerFunction …). */
export function namesInManifest(manifest) {
  if (manifest === null || typeof manifest !== 'object') return [];
  return Object.entries(manifest).flatMap(([key, value]) =>
    /Function$/.test(key) && typeof value === 'string' ? [value] : namesInManifest(value),
  );
}
