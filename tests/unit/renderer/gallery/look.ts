/**
 * Builds the gallery, serves it under the app's content security policy, runs axe on it in both themes and leaves
 * pictures in out/gallery. `node tests/unit/renderer/gallery/look.ts [chromium path]`; needs a Chromium on the machine.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { chromium, type Page } from 'playwright'
import { build } from 'vite'
import { violations } from '../../../harness/judge.ts'

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; base-uri 'none'"
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2'
}
const root = join(import.meta.dirname, '../../../..')
const built = join(root, 'node_modules/.cache/gallery')
const pictures = join(root, 'out/gallery')
const problems: string[] = []

await build({
  root: join(root, 'src-renderer'),
  configFile: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: built,
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    rolldownOptions: { input: join(root, 'src-renderer/gallery.html') }
  }
})

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://gallery').pathname
  try {
    const body = readFileSync(join(built, path))
    response.writeHead(200, {
      'content-type': types[extname(path)] ?? 'text/plain',
      'content-security-policy': CSP
    })
    response.end(body)
  } catch {
    // the browser also asks for an icon, which the gallery has not
    response.writeHead(204)
    response.end()
  }
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox']
})
mkdirSync(pictures, { recursive: true })
try {
  for (const theme of ['light', 'dark']) {
    await look(theme, 'components', { width: 1280, height: 2200 })
    await look(theme, 'desk', { width: 1280, height: 800 })
    await look(theme, 'desk', { width: 1024, height: 640 })
    await look(theme, 'desk', { width: 1024, height: 640 }, 'ar')
    for (const open of ['nothing', 'Open confirm', 'Open dialog', 'Open menu', 'Open popover']) {
      await look(theme, 'overlays', { width: 1024, height: 640 }, 'en-GB', open)
    }
  }
} finally {
  await browser.close()
  server.close()
}
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? 'gallery: no problems' : `gallery: ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1

async function look(
  theme: string,
  scene: string,
  viewport: { width: number; height: number },
  locale = 'en-GB',
  open = 'nothing'
) {
  const name = [
    scene,
    theme,
    viewport.width,
    locale === 'en-GB' ? '' : locale,
    open === 'nothing' ? '' : open
  ]
    .filter((part) => part !== '')
    .join('-')
    .replaceAll(' ', '-')
    .toLowerCase()
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  page.on('console', (line) => {
    if (line.type() === 'error') problems.push(`${name}: ${line.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`))
  await page.goto(`${origin}/gallery.html?theme=${theme}&scene=${scene}&locale=${locale}`)
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  if (open !== 'nothing') await page.getByRole('button', { name: open }).click()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(300)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  await judge(page, name)
  await context.close()
}

async function judge(page: Page, name: string) {
  for (const { id, at } of await violations(page))
    problems.push(`${name}: ${id} (${at.slice(0, 4).join(', ')})`)
}
