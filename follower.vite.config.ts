import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The follower's chat page: phones of five years back, one request after the HTML and its style.
export default defineConfig({
  root: 'src-follower',
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve('out/follower'),
    emptyOutDir: true,
    target: ['es2019', 'chrome87', 'safari14'],
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 100_000,
    rolldownOptions: { output: { codeSplitting: false } }
  }
})
