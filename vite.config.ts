import { cpSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = import.meta.dirname
const output = join(root, 'dist', 'web')

/** What the viewer asks for while it draws a page: fonts that a PDF does not bring, and maps of its characters. */
const viewerData: Plugin = {
  name: 'viewer-data',
  apply: 'build',
  closeBundle() {
    for (const folder of ['standard_fonts', 'cmaps'])
      cpSync(join(root, 'node_modules', 'pdfjs-dist', folder), join(output, 'viewer', folder), { recursive: true })
  },
}

export default defineConfig({
  root: join(root, 'src', 'web'),
  base: '/',
  plugins: [react(), viewerData],
  build: {
    outDir: output,
    emptyOutDir: true,
    // the content policy takes nothing inline
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
