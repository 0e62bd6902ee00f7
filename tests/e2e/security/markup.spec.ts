// [1] Whatever people write is text: in names, messages, canned responses, drafts and refusals, on the desk and on the
// follower's page. The stage fails a test also when a page reports a script that its policy had to stop.
import { expect, type Page } from '@playwright/test'
import { setStage } from '../stage.ts'
import { test } from '../test.ts'

const stage = setStage()

/** Each would take over a page that lets it. */
const MARKUP = [
  '<img src=x onerror="window.taken=11">',
  '<script>window.taken=12</script>',
  '<iframe src="javascript:parent.taken=13"></iframe>',
  '"><svg onload=window.taken=14>',
  '<a href="javascript:window.taken=15">a link</a>',
  '[a link](javascript:window.taken=16)',
  'javascript:window.taken=17',
  '<style>*{display:none}</style>',
  '<meta http-equiv="refresh" content="0;url=https://example.com">',
  '<form action="https://example.com"><input name=password autofocus>',
  '<base href="https://example.com/">',
  '{{constructor.constructor("window.taken=18")()}}',
  '&lt;img src=x onerror=window.taken=19&gt;'
]

const NAME = 'Eve <img src=x onerror="window.taken=1">'

/** What a page must never hold, because only markup out of a text could have made it. */
async function isUntouched(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const made = [
      'img[src="x"]',
      'iframe',
      'script:not([src])',
      '[onload]',
      '[onerror]',
      '[href^="javascript:"]',
      'base',
      'meta[http-equiv]',
      'input[name="password"]'
    ]
    return [
      ...made.filter((selector) => document.querySelector(selector)),
      ...('taken' in window ? ['taken'] : [])
    ]
  })
  expect(found).toEqual([])
}

test('[1] what a follower writes is text on the desk', async () => {
  const mia = await stage.desk('Mia')
  const eve = await stage.follower(NAME)
  for (const text of MARKUP) await eve.write(text)
  await mia.inbox.show('Unanswered')
  await mia.inbox.row('Eve').click()
  for (const text of MARKUP)
    await expect(mia.page.getByRole('log').getByText(text, { exact: true })).toBeVisible()
  await expect(mia.page.getByText(NAME, { exact: true }).first()).toBeVisible()
  await isUntouched(mia.page)
  expect(await mia.page.evaluate(() => location.href)).toBe('app://desk/index.html')
  await isUntouched(eve.page)
})

test('[1] what an agent writes is text on both sides, as a draft, sent and unsent', async () => {
  const mia = await stage.desk('Mia')
  const eve = await stage.follower(`Ada ${NAME}`)
  await eve.write('hello')
  await mia.inbox.show('Unanswered')
  await mia.inbox.row('Ada').click()
  for (const text of MARKUP) {
    await mia.chat.write(text)
    await expect(eve.message(text)).toBeVisible()
  }
  await isUntouched(mia.page)
  await isUntouched(eve.page)
  await mia.page.getByRole('button', { name: 'Work offline' }).click()
  const unsent = '<img src=x onerror="window.taken=20">'
  await mia.chat.write(unsent)
  await mia.goTo('Outbox')
  await expect(mia.page.getByText(unsent).first()).toBeVisible()
  await isUntouched(mia.page)
  await mia.statusBar.getByRole('button', { name: 'Go online' }).click()
  await expect(eve.message(unsent)).toBeVisible()
})

test('[1] canned responses and their variables are text in the library and in the picker', async () => {
  const lena = await stage.newDesk('a lead', stage.server.url)
  await lena.signIn('Lena')
  const create = (request: unknown) =>
    lena.page.evaluate(
      (request) => window.desk.submit(request),
      request as Parameters<Window['desk']['submit']>[0]
    )
  await create({ type: 'canned-category.create', args: { categoryId: 'cat-x', name: NAME }, base: {} })
  for (const [place, text] of MARKUP.entries()) {
    const args = {
      responseId: `resp-${place}`,
      categoryId: 'cat-x',
      title: `Evil ${text}`.slice(0, 80),
      text
    }
    await create({ type: 'canned-response.create', args, base: {} })
  }
  await lena.goTo('Canned responses')
  await expect(lena.page.getByText(NAME).first()).toBeVisible()
  await isUntouched(lena.page)
  const eve = await stage.follower(`Kim ${NAME}`)
  await eve.write('hello')
  await lena.goTo('Chat')
  await lena.inbox.show('Unanswered')
  await lena.inbox.row('Kim').click()
  await lena.chat.composer.fill('/evil img')
  await expect(lena.page.getByRole('option').first()).toContainText('<img')
  await isUntouched(lena.page)
  await lena.page.keyboard.press('Enter')
  await isUntouched(lena.page)
})
