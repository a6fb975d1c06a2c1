// Writes what Figma's simulator knows of each kind of node, after another version of Figma's typings:
// npm run figma:members
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nodeMembersModule } from './figma/node-members.js';

const FIXTURES = resolve(import.meta.dirname, '..', 'packages', 'test-fixtures');
const SCENE = join(FIXTURES, 'src', 'figma', 'page', 'scene');
const TYPINGS = join(FIXTURES, 'node_modules', '@figma', 'plugin-typings');

const kinds = readFileSync(join(SCENE, 'node-types.ts'), 'utf8').matchAll(/^ {2}(\w+): (\w+);$/gm);
const { version } = JSON.parse(readFileSync(join(TYPINGS, 'package.json'), 'utf8'));
const module = nodeMembersModule(
  readFileSync(join(TYPINGS, 'plugin-api-standalone.d.ts'), 'utf8'),
  version.replace(/\.\d+$/, ''),
  Object.fromEntries([...kinds].map(([, kind, name]) => [kind, name])),
);
writeFileSync(join(SCENE, 'node-members.generated.ts'), module);
