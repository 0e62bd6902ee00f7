import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { expect, test } from 'vitest'
import { isFromOurPage } from '../../../src-main/ipc/sender.ts'

const ORIGIN = 'app://desk'
const page = { id: 1 } as WebContents
const mainFrame = { parent: null, origin: ORIGIN }

/** A call as Electron hands it over. */
const call = (sender: unknown, senderFrame: unknown) => ({ sender, senderFrame }) as IpcMainInvokeEvent

test('[7] only the main frame of our window, at our origin, may call', () => {
  expect(isFromOurPage(call(page, mainFrame), page, ORIGIN)).toBe(true)
})

test.each([
  ['a frame within our page', call(page, { parent: mainFrame, origin: ORIGIN })],
  ['another page in our window', call(page, { parent: null, origin: 'https://example.com' })],
  ['an opaque origin', call(page, { parent: null, origin: 'null' })],
  ['an origin that only begins like ours', call(page, { parent: null, origin: 'app://desk.evil' })],
  ['another window', call({ id: 2 }, mainFrame)],
  ['a frame that is gone', call(page, null)]
])('[7] %s may not', (_who, event) => {
  expect(isFromOurPage(event, page, ORIGIN)).toBe(false)
})

test('[7] without a window nobody may', () => {
  expect(isFromOurPage(call(null, mainFrame), null, ORIGIN)).toBe(false)
})

/** Source files of the desk in which a word stands. */
function filesWith(word: RegExp): string[] {
  return ['src-main', 'src-preload', 'src-renderer'].flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[])
      .map((name) => join(folder, name).replaceAll('\\', '/'))
      .filter((file) => /\.tsx?$/.test(file) && word.test(readFileSync(file, 'utf8')))
  )
}

test.each([
  ['links leave the app', /openExternal\(/, ['src-main/platform/open-outside.ts']],
  ['files are opened', /openPath\(/, ['src-main/platform/file-out.ts']],
  ['secrets are sealed', /safeStorage\./, ['src-main/platform/token-vault.ts']],
  ['windows are made', /new BrowserWindow\(/, ['src-main/app/window.ts']],
  ['calls are heard', /ipcMain\.(?:on|handle)/, ['src-main/ipc/listen.ts']],
  ['markup is made of text', /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML/, []]
])('there is one place where %s', (_what, word, files) => {
  expect(filesWith(word)).toEqual(files)
})
