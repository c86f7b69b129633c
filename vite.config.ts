import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressedBeside, straightPages, viewerData } from './scripts/page-build.ts'

const root = import.meta.dirname
const output = join(root, 'dist', 'web')

export default defineConfig({
  root: join(root, 'src', 'web'),
  base: '/',
  plugins: [straightPages, react(), viewerData({ root, output }), compressedBeside({ output })],
  build: {
    outDir: output,
    emptyOutDir: true,
    // the content policy takes nothing inline
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
