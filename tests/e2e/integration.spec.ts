import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { adminPath } from '#shared/contract/admin-calls.ts'
import { PATHS, SessionGrant } from '#shared/contract/wire.ts'
import { ApiKeyMade, ApiScope } from '#shared/features/integration/api-keys.ts'
import { DEMO_PASSWORD } from '../../src-server/demo/people.ts'
import type { DeskApp } from '../harness/desk-app.ts'
import { aPicture, sha256Of } from '../harness/files.ts'
import { type MailServer, startMailServer } from '../harness/mail-server.ts'
import { CONTENTS } from '../harness/requests.ts'
import { setStage } from './stage.ts'
import { test } from './test.ts'

let mail: MailServer
const stage = setStage({
  async env() {
    mail = await startMailServer()
    return { OCTOPUS_SMTP_URL: mail.url, OCTOPUS_MAIL_FROM: 'Acme <partners@acme.test>' }
  }
})
test.afterAll(() => mail.close())

let secret = ''

/** Posts JSON to the server, as somebody or as nobody. */
async function call(method: string, place: string, bearer: string | null, body?: unknown): Promise<unknown> {
  const response = await fetch(stage.server.url + place, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bearer !== null && { authorization: `Bearer ${bearer}` })
    },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  if (!response.ok) throw new Error(`${method} ${place}: ${response.status} ${await response.text()}`)
  return await response.json()
}

/** What the company's platform does, with a key that an administrator has made. */
async function platform<Answer = unknown>(method: string, place: string, body?: unknown): Promise<Answer> {
  if (secret === '') {
    const signIn = { email: 'adam@demo.octopus.test', password: DEMO_PASSWORD, deviceName: 'test' }
    const { accessToken } = SessionGrant.parse(await call('POST', PATHS.signIn, null, signIn))
    const wish = { name: 'Platform', scopes: ApiScope.options }
    secret = ApiKeyMade.parse(
      await call('POST', adminPath('admin.api-keys.create'), accessToken, wish)
    ).secret
  }
  return (await call(method, `/api/v1${place}`, secret, body)) as Answer
}

/** Formulas, quotes and separators in a name: a CSV must survive them. */
const NAME = '=Zebra "Works"; GmbH, Köln'
const contact = { phone: '+49 221 555', email: 'zebra@partners.example' }
const addOn = (addOnName: string) => ({
  kind: 'add-on',
  partnerId: 'zebra',
  content: { addOnName, price: { minor: 2900, currency: 'EUR' }, ...contact, description: 'Please.' }
})

test('[SV3, SV4, PM2, PM3, PM4, PM9] in each queue a request comes in live, is decided, with a mail if it is rejected, and leaves the history as CSV', async () => {
  const lena = await stage.desk('Lena')
  const { page } = lena
  await lena.goTo('Partners')
  await page.getByRole('tab', { name: 'Add-ons' }).click()
  await page.getByRole('radio', { name: 'Pending for approval' }).click()
  await page.getByRole('searchbox').fill('zebra')
  await expect(page.getByText('Nothing fits')).toBeVisible()
  const rows = page.getByRole('listbox', { name: 'Pending for approval' }).getByRole('option')

  await platform('PUT', '/partners/zebra', { name: NAME, email: contact.email, status: 'active' })
  await platform('PUT', '/requests/zebra-1', addOn('Extra channel'))
  await platform('PUT', '/requests/zebra-2', addOn('A mistake'))
  await expect(rows).toHaveCount(2)
  await platform('POST', '/requests/zebra-2/withdrawal', {})
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('Extra channel')

  await rows.first().click()
  await page.getByRole('listbox', { name: 'Pending for approval' }).press('r')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Description').fill('Your package has this already.')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect.poll(() => mail.received.length, { timeout: 30_000 }).toBe(1)
  expect(mail.received[0]?.to).toEqual([contact.email])
  expect(mail.received[0]?.raw).toContain('Your package has this already.')
  expect(await platform('GET', '/requests/zebra-1')).toMatchObject({
    decision: { outcome: 'rejected', byName: 'Lena Fischer', reason: 'Your package has this already.' }
  })

  const addOns = await exported(lena, 'Add-ons', 1)
  expect(addOns[0]).toMatchObject({ 'Partner name': `'${NAME}`, Title: 'Extra channel', Currency: 'EUR' })
  expect(addOns[0]).toMatchObject({ Decision: 'rejected', Description: 'Your package has this already.' })

  for (const { kind, tab, queue, outcome } of OTHER_QUEUES) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('radio', { name: queue }).click()
    await page.getByRole('searchbox').fill('zebra')
    const list = page.getByRole('listbox', { name: queue })
    const content = kind === 'ad' ? await adWithPicture() : CONTENTS[kind]
    await platform('PUT', `/requests/zebra-${kind}`, { kind, partnerId: 'zebra', content })
    await list.getByRole('option').first().click()
    if (kind === 'ad') {
      const width = () =>
        page.getByAltText('wheels.png').evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)
      await expect.poll(width).toBe(320)
    }
    await list.press(outcome === 'approved' ? 'a' : 'r')
    if (outcome === 'rejected') {
      await dialog.getByLabel('Description').fill(`No ${kind} now.`)
      await dialog.getByRole('button', { name: 'Reject' }).click()
    }
    await expect(list.getByRole('option').filter({ hasNotText: 'Deciding' })).toHaveCount(0)
  }
  for (const { kind, outcome } of OTHER_QUEUES) {
    const decided = () => platform<{ decision: object | null }>('GET', `/requests/zebra-${kind}`)
    await expect.poll(async () => (await decided()).decision, { timeout: 30_000 }).toMatchObject({ outcome })
  }
  // each rejection is one mail, and an approval none
  await expect.poll(() => mail.received.length, { timeout: 30_000 }).toBe(3)
  for (const [n, kind] of ['broadcast', 'ad'].entries()) {
    expect(mail.received[n + 1]?.to).toEqual([contact.email])
    expect(mail.received[n + 1]?.raw).toContain(`No ${kind} now.`)
  }
  const [partnership] = await exported(lena, 'Partnership', 1)
  expect(partnership).toMatchObject({ Title: 'Starter', Price: '49.00', Decision: 'approved' })
  const others = await exported(lena, 'Requests', 3)
  expect(others.map(({ Type, Decision }) => `${Type}: ${Decision}`).sort()).toEqual([
    'Ad: rejected',
    'Advertising package: approved',
    'Broadcast: rejected'
  ])
})

/** What the platform says of an ad whose picture it has uploaded. */
async function adWithPicture(): Promise<object> {
  const bytes = aPicture(320, 200)
  const imageSha256 = sha256Of(bytes)
  const response = await fetch(`${stage.server.url}/api/v1/uploads/${imageSha256}?name=wheels.png`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/octet-stream' },
    body: bytes as BodyInit
  })
  expect(response.status).toBe(201)
  return { ...CONTENTS.ad, image: 'wheels.png', imageSha256 }
}

/** The other queues, and what becomes of the request in each. */
const OTHER_QUEUES = [
  { kind: 'partnership', tab: 'Partnership', queue: 'Pending approval', outcome: 'approved' },
  { kind: 'broadcast', tab: 'Requests', queue: 'Broadcast requests', outcome: 'rejected' },
  {
    kind: 'advertising-package',
    tab: 'Requests',
    queue: 'Advertising packages requests',
    outcome: 'approved'
  },
  { kind: 'ad', tab: 'Requests', queue: 'Ads requests', outcome: 'rejected' }
] as const

/** The history of a tab for the partner, as another program reads the CSV that the desk saved. */
async function exported(lena: DeskApp, tab: string, count: number): Promise<Record<string, string>[]> {
  const { page } = lena
  await page.getByRole('tab', { name: tab }).click()
  await page.getByRole('radio', { name: 'History' }).click()
  await page.getByRole('searchbox', { name: 'Search by partner name' }).fill('zebra')
  await expect(page.getByRole('listbox', { name: 'History' }).getByRole('option')).toHaveCount(count)
  const file = path.join(tmpdir(), `octopus-zebra-${tab}-${process.pid}.csv`)
  await lena.app.evaluate(({ dialog: dialogs }, filePath) => {
    dialogs.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await page.getByRole('button', { name: 'Export to CSV' }).click()
  await expect(page.getByText(count === 1 ? '1 row saved' : `${count} rows saved`).last()).toBeVisible()
  await expect.poll(() => existsSync(file)).toBe(true)
  const rows = readByPython(file)
  rmSync(file)
  expect(rows).toHaveLength(count)
  return rows
}

/** Another program's reading of a CSV, row by row under its headings. */
function readByPython(file: string): Record<string, string>[] {
  const program =
    'import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))))'
  return JSON.parse(execFileSync('python3', ['-c', program, file], { encoding: 'utf8' }))
}

test('[SV3, EN2, PM10] what the platform says of a package and of a follower changes at once what an agent may send', async () => {
  const mia = await stage.desk('Mia')
  const nora = await stage.follower('Nora Platform')
  await nora.write('Do you have anything for me?')
  await mia.inbox.open('Nora Platform')
  const offers = async (title: string) => {
    await mia.page.getByRole('button', { name: 'Engagements', exact: true }).click()
    const picker = mia.page.getByRole('dialog', { name: /^Engagements for / })
    return picker.getByRole('option').filter({ hasText: title })
  }
  const shut = (page: Page) => page.keyboard.press('Escape')

  const terms = { channels: 9, activeEngagements: 99 }
  const pack = { name: 'Zebra pack', price: { minor: 4900, currency: 'EUR' } }
  const withTypes = (engagementTypes: string[]) =>
    platform('PUT', '/packages/zebra-pack', { ...pack, terms: { ...terms, engagementTypes } })
  await withTypes(['coupon', 'promo', 'wallpaper'])
  const channels = [{ name: 'Northwind Coffee', slug: 'northwind-coffee', followers: 1 }]
  await platform('PUT', '/partners/zebra', {
    name: NAME,
    email: contact.email,
    packageId: 'zebra-pack',
    channels
  })
  const coupon = await offers('Free flat white')
  await expect(coupon).toHaveCount(1)
  // while the agent looks at it
  await withTypes(['promo', 'wallpaper'])
  await expect(coupon).toHaveCount(0)
  await withTypes(['coupon', 'promo', 'wallpaper'])
  await expect(coupon).toHaveCount(1)

  type Named = { items: { id: string; name: string; title: string }[] }
  const { items: catalogue } = await platform<Named>('GET', '/engagements?limit=500')
  const barred = catalogue.find(({ title }) => title === 'Free flat white')?.id ?? ''
  const { items: conversations } = await platform<{ items: { followerId: string }[] }>(
    'GET',
    '/conversations?limit=500'
  )
  const follower = conversations.at(-1)?.followerId ?? ''
  expect(await platform('GET', `/followers/${follower}`)).toMatchObject({ name: 'Nora Platform' })
  await platform('PUT', `/followers/${follower}/entitlements`, { barredEngagements: [barred] })
  await expect(coupon).toHaveCount(0)
  await platform('PUT', `/followers/${follower}/entitlements`, { barredEngagements: [] })
  await expect(coupon).toHaveCount(1)
  await shut(mia.page)
})
