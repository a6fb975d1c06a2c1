// npm run demo: brings what it needs, builds, and paints the project's own sample pair with the
// built-in network, so that nothing but the package registry has to be reached.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { build } from './build.mjs';
import { ROOT, runCommand, runTool } from './run-command.mjs';

const CONTENT = join('samples', 'content.png');
const STYLE = join('samples', 'style.png');
const PICTURE = join('out', 'demo.png');
const PASTICHE = join('packages', 'cli', 'dist', 'pastiche.js');

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
  const work = ['--network', 'vgg19-lite', '--size', '384', '--quality', 'draft'];
  const files = [CONTENT, '--style', STYLE, '-o', PICTURE, '--overwrite'];
  console.log(`Painting ${CONTENT} in the style of ${STYLE} …`);
  const code = runCommand(process.execPath, [PASTICHE, 'stylize', ...files, ...work]);
  if (code === 0) {
    console.log(`\nThe picture: ${join(ROOT, PICTURE)}\n\n${nextSteps()}`);
  } else if (code !== 130) {
    console.error('\nThe demo ended without a picture, for the reason above.');
  }
  return code;
}

function nextSteps() {
  return `It was painted by vgg19-lite, the network that comes with Pastiche. For VGG19 itself, fetch its
weights once (a download of 21 MB, kept in the cache):
  node ${PASTICHE} weights fetch
From then on vgg19-lite begins a picture and VGG19 finishes it. At 384 px an iteration of VGG19 takes
about 7 times as long and the run about twice the memory (0.5 GB):
  node ${PASTICHE} stylize ${CONTENT} --style ${STYLE} -o ${join('out', 'vgg19.png')} --size 384`;
}
