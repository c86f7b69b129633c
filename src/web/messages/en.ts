export { ask } from './en/ask.ts'
export { read } from './en/read.ts'
export { shell } from './en/shell.ts'
