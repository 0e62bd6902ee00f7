import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Puts the style into the HTML, so that the script is the only request after it; the server allows it by its hash. */
function styleInHtml(): Plugin {
  return {
    name: 'style-in-html',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const html = bundle['index.html']
      if (html?.type !== 'asset') throw new Error('the page has no index.html')
      let text = String(html.source)
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.css')) continue
        text = text.replace(
          /<link rel="stylesheet"[^>]*>/,
          () => `<style>${String(file.source).trim()}</style>`
        )
        delete bundle[name]
      }
      html.source = text
    }
  }
}

// The follower's chat page: phones of five years back, one request after the HTML.
export default defineConfig({
  root: 'src-follower',
  base: './',
  plugins: [react(), styleInHtml()],
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
