import { expect, test } from 'vitest'
import { createGroupCommit } from '../../../../src-server/storage/sqlite/group-commit.ts'

/** A group commit whose turns are taken by hand, and the works of each of its commits. */
function byHand() {
  const turns: (() => void)[] = []
  const commits: string[][] = []
  const group = createGroupCommit<string[]>(
    {
      async together(work) {
        const done: string[] = []
        await work(done)
        commits.push(done)
      },
      part: (_tx, work) => work(),
      alive: () => true,
      held: () => null,
      settled: () => undefined
    },
    (callback) => void turns.push(callback)
  )
  return {
    commits,
    write: (name: string) => group.run(async (done) => void done.push(name), true),
    async turn() {
      turns.shift()?.()
      // what waits for the turn goes on in promises
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
  }
}

test('a work that comes alone is committed in the next turn', async () => {
  const { commits, write, turn } = byHand()
  const written = write('a')
  expect(commits).toEqual([])
  await turn()
  await written
  expect(commits).toEqual([['a']])
})

test('as long as turns bring more works they share one commit', async () => {
  const { commits, write, turn } = byHand()
  const written = [write('a')]
  for (const name of ['b', 'c']) {
    const taken = turn()
    written.push(write(name))
    await taken
    expect(commits).toEqual([])
  }
  await turn()
  await Promise.all(written)
  expect(commits).toEqual([['a', 'b', 'c']])
})
