import type { Step, Story } from './steps.ts'

/** Most tries: a shorter story is a kindness, not a proof. */
const MAX_TRIES = 250

/**
 * Leaves out what a failure does not need: larger pieces first, then single steps. Steps keep their numbers, and with
 * them the words and ids that come from them.
 * @param fails plays a story and answers whether it still fails in the same way
 */
export async function shrink(story: Story, fails: (story: Story) => Promise<boolean>): Promise<Story> {
  let best = story
  let tries = 0
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = best.steps.length - size; from > -size; from -= size) {
      const start = Math.max(0, from)
      if (tries++ >= MAX_TRIES) return best
      const shorter = { ...best, steps: without(best.steps, start, size) }
      if (shorter.steps.length < best.steps.length && (await fails(shorter))) best = shorter
    }
  }
  return best
}

function without(steps: readonly Step[], from: number, size: number): Step[] {
  return [...steps.slice(0, from), ...steps.slice(from + size)]
}
