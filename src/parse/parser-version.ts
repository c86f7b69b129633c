/** Changes whenever the same file may come out otherwise; documents parsed by another version are parsed again on demand. */
export const parserVersion = '1'
