// Where the pictures go, and how one is taken when everything has come to rest.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import { repackPng } from './repack-png.ts'

/** Every view, to be looked at; not committed. */
const ALL = 'out/screenshots'
/** What the documentation shows. */
const SHOWN = 'docs/images'

type Scheme = 'light' | 'dark'

const SCHEMES: readonly Scheme[] = ['light', 'dark']
const USUAL = { width: 1280, height: 800 }
const SMALL = { width: 1024, height: 640 }

/** The end of a change of theme or size, late fonts included. */
const REST_MS = 300

async function take(page: Page, scheme: Scheme, files: readonly string[]): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(REST_MS)
  const png = await page.screenshot({ caret: 'initial' })
  for (const file of files) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, file.startsWith(SHOWN) ? repackPng(png) : png)
  }
}

/** Takes the desk's view in both sizes, light and dark; `shown` names the themes that the documentation shows. */
export async function takeDesk(desk: DeskApp, name: string, shown: readonly Scheme[] = []): Promise<void> {
  // a pointer that rests somewhere lights up what is below it
  await desk.page.mouse.move(0, 0)
  for (const size of [SMALL, USUAL]) {
    await desk.app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
    }, size)
    for (const scheme of SCHEMES) {
      const files = [path.join(ALL, `${name}-${size.width}x${size.height}-${scheme}.png`)]
      if (size === USUAL && shown.includes(scheme)) files.push(path.join(SHOWN, `${name}-${scheme}.png`))
      await take(desk.page, scheme, files)
    }
  }
}

/** Takes the follower's page as it is on its phone. */
export async function takePhone(page: Page, name: string, shown: readonly Scheme[] = []): Promise<void> {
  for (const scheme of SCHEMES) {
    const files = [path.join(ALL, `${name}-${scheme}.png`)]
    if (shown.includes(scheme)) files.push(path.join(SHOWN, `${name}-${scheme}.png`))
    await take(page, scheme, files)
  }
}
