import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// the oldest runtime the bundles must run on: Electron 33, the fallback where Electron cannot be downloaded
const node = 'node20.18'
const chrome = 'chrome130'
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' } as const

export default defineConfig({
  main: {
    build: {
      target: node,
      sourcemap: true,
      rolldownOptions: { input: { index: resolve('src-main/index.ts') }, output: commonJs }
    }
  },
  preload: {
    build: {
      target: node,
      externalizeDeps: false, // a sandboxed preload can require nothing
      rolldownOptions: { input: { index: resolve('src-preload/index.ts') }, output: commonJs }
    }
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      target: chrome,
      sourcemap: true,
      minify: true, // it is read at every start
      cssCodeSplit: false,
      rolldownOptions: {
        input: resolve('src-renderer/index.html'),
        // two files: what the first paint needs, and all that `later()` brings after it
        output: {
          codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], priority: 1 }, { name: 'later' }] }
        }
      }
    }
  }
})
