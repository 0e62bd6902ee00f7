import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { cacheOf, type Templates } from './templates.ts'
import { ADMIN, PEOPLE } from './tenant.ts'
import { World } from './world.ts'

/** Lets each person's desk fetch its first copy once, for stories that begin with a copy. */
export async function fillCaches(templates: Templates): Promise<void> {
  const story = { seed: 0, desks: [], pageRows: null, old: null, fresh: true, steps: [] }
  const world = new World(story, templates, path.join(templates.root, 'first-copies'))
  for (const person of PEOPLE.keys()) {
    if (person === ADMIN) continue
    const desk = world.addDesk(person)
    await world.open(world.desks.length - 1)
    await world.scheduler.pass(5000)
    await world.scheduler.finish(desk.close())
    copyFileSync(path.join(desk.folder, 'cache.db'), cacheOf(templates, desk.identity.userId))
  }
  await world.scheduler.finish(world.end())
}
