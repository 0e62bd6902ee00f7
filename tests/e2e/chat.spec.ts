import { expect, test } from '@playwright/test'
import { setStage } from './stage.ts'

const stage = setStage()

test('[CH2] a follower writes, the agent answers, both see it live', async () => {
  const mia = await stage.desk('Mia')
  const nora = await stage.follower('Nora Quist')
  await mia.inbox.show('Unanswered')
  const before = await mia.inbox.count('Unanswered')

  await nora.write('Do you grind beans for an espresso pot?')

  const row = mia.inbox.row('Nora Quist')
  await expect(row).toContainText('Do you grind beans')
  await expect(row).toHaveAttribute('aria-posinset', '1')
  await expect(row.getByRole('img', { name: '1 unread' })).toBeVisible()
  await expect.poll(() => mia.inbox.count('Unanswered')).toBe(before + 1)

  await row.click()
  await mia.chat.write('We do: ask for number four.')
  await expect(nora.message('We do: ask for number four.')).toBeVisible()
  await mia.chat.hasState('We do: ask for number four.', 'delivered')
  await mia.chat.hasTexts(['Do you grind beans for an espresso pot?', 'We do: ask for number four.'])
})
