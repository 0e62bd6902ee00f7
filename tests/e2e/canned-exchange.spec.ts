import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { DeskApp } from '../harness/desk-app.ts'
import { judge } from '../harness/judge.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

const stage = setStage({})

// axe looks at the dialog twice
test.describe.configure({ timeout: 120_000 })

const folder = mkdtempSync(path.join(tmpdir(), 'octopus-exchange-'))
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Answers the system's dialogs with a file. */
async function choose(desk: DeskApp, file: string): Promise<string> {
  const filePath = path.join(folder, file)
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, filePath)
  return filePath
}

test('[CR6] the library goes out to a file and comes in from one: first shown, then done offline, each row undone by itself', async () => {
  const { desk: mia, line } = await stage.deskOnLine('Mia')
  const tom = await stage.desk('Tom')
  await mia.goTo('Canned responses')
  await mia.page.getByRole('tab', { name: 'Responses' }).click()
  const file = await choose(mia, 'library.csv')
  await mia.page.getByRole('button', { name: 'Export…' }).click()
  await mia.page.getByRole('menuitem', { name: 'CSV, for spreadsheets' }).click()
  await expect(mia.page.getByText('Exported')).toBeVisible()

  line.cut()
  await mia.offline()
  const [heading = '', first = '', ...others] = readFileSync(file, 'utf8').split('\r\n')
  const [id, category, title] = first.split(',')
  const changed = `${id},${category},${title},Changed in a spreadsheet,shared`
  const added = ',Imported,From a file,"\'=HYPERLINK(""x"")",personal,menu.pdf,'
  writeFileSync(file, [heading, changed, ...others.filter(Boolean), added, ',Imported,,No title,'].join('\n'))
  await mia.page.getByRole('button', { name: 'Import…' }).click()
  const dialog = mia.page.getByRole('dialog', { name: 'Import library.csv' })
  await expect(dialog.getByRole('radio', { name: /^New/ })).toHaveText('New1')
  await expect(dialog.getByRole('radio', { name: /^Changed/ })).toHaveText('Changed1')
  await expect(dialog.getByRole('radio', { name: /^Not readable/ })).toHaveText('Not readable1')
  await expect(
    dialog.getByText(/names? files or an engagement\. A file of responses has only their names/)
  ).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'From a file' })).toContainText(
    'Not in the file itself, to be added by hand: menu.pdf'
  )
  await judge(mia.page)
  await dialog.getByRole('radio', { name: /^Not readable/ }).click()
  await expect(dialog.getByRole('listitem')).toContainText(/Line \d+\s*It has no title/)
  await dialog.getByRole('radio', { name: /^Changed/ }).click()
  await expect(dialog.getByRole('listitem').locator('ins')).toHaveText('Changed in a spreadsheet')
  await dialog.getByRole('button', { name: 'Import 2' }).click()
  await expect(dialog.getByText(/^2 imported\./)).toBeVisible()
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByRole('listitem')).toContainText('Undone')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  const imported = mia.page.locator('.ui-disclosure', {
    has: mia.page.getByRole('button', { name: 'Imported', exact: true })
  })
  await imported.getByRole('button', { name: 'Imported', exact: true }).click()
  await expect(imported.locator('.canned-response-text')).toHaveText('=HYPERLINK("x")')
  await expect(imported.locator('.canned-item')).toContainText('Only you')

  line.mend()
  await mia.online()
  await expect(mia.statusBar).toContainText('0 unsent')
  await tom.goTo('Canned responses')
  await expect(tom.page.locator('.canned-row-name', { hasText: /^Imported$/ })).toBeVisible()
  await tom.page.getByRole('tab', { name: 'Responses' }).click()
  await expect(tom.page.getByText('Changed in a spreadsheet')).toHaveCount(0)

  await mia.page.getByRole('button', { name: 'Import…' }).click()
  await dialog.getByRole('button', { name: 'Import 1' }).click()
  const his = tom.page.getByText('Changed in a spreadsheet')
  await expect(his).toBeVisible()
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(his).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await choose(mia, 'broken.json')
  writeFileSync(path.join(folder, 'broken.json'), '{"cannedResponses": 7}')
  await mia.page.getByRole('button', { name: 'Import…' }).click()
  await expect(mia.page.getByText('broken.json: The file has no list “cannedResponses”.')).toBeVisible()
})
