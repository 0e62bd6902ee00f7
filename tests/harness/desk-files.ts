import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'

/** Real files on a disk, as a person keeps them. */
export class FolderOfFiles {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'octopus-files-'))

  put(name: string, bytes: Uint8Array): string {
    const file = path.join(this.folder, name)
    writeFileSync(file, bytes)
    return file
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Chooses files by the pin of a desk's composer. */
export async function chooseFiles(page: Page, files: readonly string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Attach files' }).click()
  ])
  await chooser.setFiles([...files])
}

/** Drags files from the system over an element and lets them fall there. */
export async function dropFiles(page: Page, target: Locator, files: readonly string[]): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('there is nothing to drop on')
  const cdp = await page.context().newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await cdp.detach()
}
