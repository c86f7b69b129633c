import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

type Folders = { root: string; output: string }

/** What the viewer asks for while it draws a page: fonts that a PDF does not bring, and maps of its characters. */
export const viewerData = ({ root, output }: Folders): Plugin => ({
  name: 'viewer-data',
  apply: 'build',
  closeBundle() {
    for (const folder of ['standard_fonts', 'cmaps'])
      cpSync(join(root, 'node_modules', 'pdfjs-dist', folder), join(output, 'viewer', folder), { recursive: true })
  },
})

const worker = /pdf\.worker\.min\.mjs\?url$/

/** Where pdf.js, going down the tree of pages, has found that a node's children are a list. */
const listOfPages = 'throw new FormatError("Page dictionary kids object is not an array.")}'

/** Of as many children as pages, each is a page: the one asked for (`e`, of which `c` come before) is gone to at once. */
const straightToThePage = 'if(h===u.length&&u[e-c]instanceof Ref){t.push(u[e-c]);c=e;continue}'

/**
 * To open a page, pdf.js 5.4 loads the dictionaries of all pages that hang from the same node. Many writers hang them all from
 * one, and the dictionaries lie all over the file: it would be loaded whole. The build fails where pdf.js has changed.
 */
export const straightPages: Plugin = {
  name: 'straight-pages',
  apply: 'build',
  enforce: 'pre',
  load(id) {
    if (!worker.test(id)) return undefined
    const file = id.replace('?url', '')
    const parts = readFileSync(file, 'utf8').split(listOfPages)
    if (parts.length !== 2) throw new Error(`${basename(file)} is not the one that straight-pages knows`)
    const reference = this.emitFile({
      type: 'asset',
      name: basename(file),
      source: parts.join(listOfPages + straightToThePage),
    })
    return `export default import.meta.ROLLUP_FILE_URL_${reference}`
  },
}

/** Puts beside each file of the page what it is compressed, so that none is compressed while somebody waits. */
export const compressedBeside = ({ output }: Pick<Folders, 'output'>): Plugin => ({
  name: 'compressed-beside',
  apply: 'build',
  closeBundle() {
    for (const name of globSync('assets/*.{js,mjs,css,json}', { cwd: output })) {
      const file = join(output, name)
      const content = readFileSync(file)
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
      writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
    }
  },
})
