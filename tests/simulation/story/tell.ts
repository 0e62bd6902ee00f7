import { PEOPLE } from '../world/tenant.ts'
import type { Step, Story } from './steps.ts'

/** A step in plain words. */
function tellStep(step: Step): string {
  const { n: _n, afterMs: _afterMs, do: what, ...rest } = step as Step & Record<string, unknown>
  const { desk, ...more } = rest as Record<string, unknown>
  const who = desk === undefined ? '' : `desk ${desk}: `
  const detail = Object.entries(more).map(([name, value]) => `${name} ${value}`)
  return `${who}${String(what).replaceAll('-', ' ')}${detail.length > 0 ? ` (${detail.join(', ')})` : ''}`
}

/** A story as numbered lines; `times` holds when each step began, in virtual milliseconds from the start. */
export function tellStory(story: Story, times: ReadonlyMap<number, number>): string {
  const seats = story.desks.map((person, desk) => `desk ${desk} is ${PEOPLE[person]?.name}`).join(', ')
  const lines = story.steps.map((step, index) => {
    const atMs = times.get(step.n)
    const at = atMs === undefined ? '' : `${(atMs / 1000).toFixed(3)} s`
    return `${String(index + 1).padStart(4)}. ${at.padStart(10)}  ${tellStep(step)}`
  })
  const old = story.old === null ? '' : `; desk ${story.old} begins with an Outbox of the first version`
  return [`seed ${story.seed}; ${seats}${old}`, ...lines].join('\n')
}
