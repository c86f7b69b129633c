import { hashOfSources } from '../sources.ts'

/** What reads files here: another one wherever the same file may come out otherwise. */
export const parserVersion: string = hashOfSources({
  folders: ['parse'],
  packages: [
    'pdf-parse',
    'eld',
    'tesseract.js',
    '@tesseract.js-data/eng',
    '@tesseract.js-data/fra',
    '@tesseract.js-data/spa',
  ],
})
