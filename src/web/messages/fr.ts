export { ask } from './fr/ask.ts'
export { read } from './fr/read.ts'
export { shell } from './fr/shell.ts'
