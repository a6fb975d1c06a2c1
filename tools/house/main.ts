// npm run house: the house's numbers as a table for CONTRIBUTING, and what hides behind them below it.
import { FUNCTION_CAP, measureHouse, SOFT_CAP } from './measure.js';
import { listSources } from './source-files.js';

const house = measureHouse(listSources(process.cwd()));
const fullest = house.folders.slice(0, 3).map(([folder, files]) => `${folder} ${files}`);
const { longestFunction } = house;

const ROWS: readonly (readonly [string, string])[] = [
  ['source files', String(house.files)],
  ['lines of a file, median', String(house.medianFileLines)],
  [`files over ${SOFT_CAP} lines`, String(house.longFiles.length)],
  ['lines of a function, nine in ten below', String(house.functionLines90)],
  ['longest function', `${longestFunction.lines} (${longestFunction.name})`],
  [`functions over ${FUNCTION_CAP} lines`, String(house.longFunctions.length)],
  ['fullest folders', fullest.join(', ')],
  ['circles of files, types included', String(house.fileCircles.length)],
  ['circles of folders', String(house.folderCircles.length)],
  ['runs of eight lines that stand twice', String(house.repeated.length)],
];

console.log('| what | number |\n| --- | --- |');
for (const [what, number] of ROWS) console.log(`| ${what} | ${number} |`);
for (const file of house.longFiles) console.log(`long: ${file}`);
for (const { path, name, lines } of house.longFunctions) {
  console.log(`long: ${name} in ${path} (${lines})`);
}
for (const circle of house.fileCircles) console.log(`circle: ${circle.join(', ')}`);
for (const circle of house.folderCircles) console.log(`circle of folders: ${circle.join(', ')}`);
for (const { first, second, lines } of house.repeated) {
  console.log(`twice: ${first} ~ ${second}, ${lines} lines`);
}
