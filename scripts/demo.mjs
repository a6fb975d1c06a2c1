// npm run demo: brings what it needs, builds, and paints the project's own sample pair.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { build } from './build.mjs';
import { ROOT, runCommand, runTool } from './run-command.mjs';

const CONTENT = join('samples', 'content.png');
const STYLE = join('samples', 'style.png');
const PICTURE = join('out', 'demo.png');

try {
  bootstrap(console.log);
  paintSamples();
  console.log('Building …');
  await build();
  process.exitCode = stylize();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function paintSamples() {
  if (existsSync(join(ROOT, CONTENT)) && existsSync(join(ROOT, STYLE))) return;
  console.log('Painting the sample pictures …');
  runTool('tsx/dist/cli.mjs', [join('tools', 'paint-samples.ts')]);
}

/** @returns {number} the exit code */
function stylize() {
  const pastiche = join('packages', 'cli', 'dist', 'pastiche.js');
  const work = ['--size', '256', '--quality', 'draft'];
  const files = [CONTENT, '--style', STYLE, '-o', PICTURE, '--overwrite'];
  console.log(`Painting ${CONTENT} in the style of ${STYLE} …`);
  const code = runCommand(process.execPath, [pastiche, 'stylize', ...files, ...work]);
  if (code === 0) console.log(`\nThe picture: ${join(ROOT, PICTURE)}`);
  else if (code !== 130) {
    console.error(
      '\nThe demo ended without a picture, for the reason above. If the weights of VGG19 could not be fetched, set PASTICHE_WEIGHTS to a folder that has them (model.json and its shards) and run it again.',
    );
  }
  return code;
}
