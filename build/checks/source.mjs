// Reads TypeScript sources as syntax trees: what a file imports, which Google services it names, and where.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Every global an Apps Script project is given, advanced services included. */
export const googleNames = new Set(
  (
    'SpreadsheetApp Sheets FormApp Forms DriveApp Drive DocumentApp Docs CalendarApp Calendar MailApp GmailApp Gmail ' +
    'ScriptApp PropertiesService LockService CacheService Session Utilities UrlFetchApp HtmlService ContentService ' +
    'CardService Logger SlidesApp Slides LanguageApp Maps Charts XmlService Jdbc GroupsApp ContactsApp People ' +
    'AdminDirectory Tasks Chat ConferenceDataService LinearOptimizationService DataStudioApp Browser'
  ).split(' '),
);

/** @returns {string[]} source files under the folders, with "/" and sorted */
export function sourceFiles(folders, pattern = /\.tsx?$/) {
  return folders
    .flatMap((folder) =>
      existsSync(folder)
        ? readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && pattern.test(entry.name))
            .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
        : [],
    )
    .sort();
}

/**
 * @param {string} path used for messages and to tell .ts from .tsx
 * @param {string} [text] content; read from disk if absent
 */
export function readSource(path, text = readFileSync(path, 'utf8')) {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const source = { path, imports: [], google: [], googleTypes: [], calls: [], properties: [], strings: [] };
  const at = (node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const declared = new Set();
  const named = [];

  const visit = (node) => {
    if (node.name && ts.isIdentifier(node.name) && isDeclaration(node)) declared.add(node.name.text);
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      source.imports.push({ from: node.moduleSpecifier.text, line: at(node) });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      source.imports.push({ from: node.argument.literal.text, line: at(node) });
    } else if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword && first && ts.isStringLiteralLike(first)) {
        source.imports.push({ from: first.text, line: at(node) });
      }
      if (ts.isPropertyAccessExpression(node.expression)) {
        const argument = first && ts.isStringLiteralLike(first) ? first.text : undefined;
        source.calls.push({ method: node.expression.name.text, argument, line: at(node) });
      }
    } else if (ts.isTypeReferenceNode(node) && node.typeName.getText(tree).startsWith('GoogleAppsScript.')) {
      source.googleTypes.push({ name: node.typeName.getText(tree), line: at(node) });
    }
    if (ts.isPropertyAccessExpression(node)) source.properties.push({ name: node.name.text, line: at(node) });
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node))
      source.strings.push({ text: node.text, line: at(node) });
    if (ts.isIdentifier(node) && googleNames.has(node.text) && isValue(node))
      named.push({ name: node.text, line: at(node) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  source.google = named.filter(({ name }) => !declared.has(name));
  return source;
}

function isDeclaration(node) {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node) ||
    ts.isBindingElement(node)
  );
}

/** Whether an identifier is read as a value: not a property's or declaration's name, not a type. */
function isValue(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent) || ts.isTypeNode(parent)) return false;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !(parent.name === node || parent.propertyName === node) || ts.isShorthandPropertyAssignment(parent);
}
