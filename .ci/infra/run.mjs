import fs from 'node:fs';
import { check } from './check.mjs';

const folder = 'infra';
const files = fs.readdirSync(folder, { recursive: true })
  .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
  .filter(name => name.endsWith('.bicep') || name.endsWith('.parameters.json'));
const problems = check(new Map(files.map(name => [name, fs.readFileSync(name, 'utf8')])));
problems.forEach(problem => console.error(problem));
console.log(`${files.length} files of ${folder} read, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
