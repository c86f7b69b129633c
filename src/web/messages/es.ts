export { ask } from './es/ask.ts'
export { read } from './es/read.ts'
export { shell } from './es/shell.ts'
