// Lint rules. Style is Prettier's; arrows between rooms are build/checks/layers.mjs's.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const pure = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Time is an argument here.' },
    { object: 'Math', property: 'random', message: 'Nothing is random here.' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument here.' },
    { selector: "CallExpression[callee.name='Date']", message: 'Time is an argument here.' },
    {
      selector: "MemberExpression[object.object.name='Temporal'][object.property.name='Now']",
      message: 'Time is an argument here.',
    },
  ],
  'no-console': 'error',
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.office/', 'node_modules/'] },
  js.configs.recommended,
  { files: ['**/*.ts', '**/*.tsx'], extends: [ts.configs.strict] },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    extends: [ts.configs.strictTypeCheckedOnly],
    languageOptions: { parserOptions: { project: ['tsconfig.json', 'tsconfig.pages.json'] } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Google's types promise values that do not always arrive.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      // Code points are what we mean when we spread a text.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['src/model/**', 'src/engine/**'], rules: pure },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // TypeScript knows what is defined, types and ambient services included.
      'no-undef': 'off',
      // Records are plain objects by key; keys from outside are checked where they come in.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowTernary: true, allowShortCircuit: true }],
      // Under noUncheckedIndexedAccess an index the loop has proven needs one.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Texts from outside are cleaned of control characters on purpose.
      'no-control-regex': 'off',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        'process console performance setTimeout clearTimeout URL Buffer require module __filename __dirname'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
);
