// `npm run bench [-- NAME...]`: measures the product beside its floors, prints a table and writes the figures as JSON.
import fs from 'node:fs'
import os from 'node:os'
import { buildWhatChanged } from '../scripts/build/bundle.ts'
import { main } from '../scripts/tool.ts'
import { parseBenchArguments } from './arguments.ts'
import type { Figure } from './figure.ts'
import { MEASUREMENTS } from './figures.ts'
import { tableOf } from './table.ts'

main(async () => {
  const { names, scale, out } = parseBenchArguments(process.argv.slice(2))
  // the server's limits are made for people; a bench is many of them
  process.env.OCTOPUS_LIMIT_FACTOR = '1000'
  await buildWhatChanged()
  const figures: Figure[] = []
  for (const name of names) {
    const startedMs = Date.now()
    const measure = await MEASUREMENTS[name]?.load()
    figures.push(...((await measure?.(scale)) ?? []))
    const load = os.loadavg()[0]?.toFixed(1)
    console.log(`measured ${name} in ${Math.round((Date.now() - startedMs) / 1000)} s (load ${load})`)
    // at once: what is measured stays, whatever becomes of the next one
    fs.writeFileSync(out, `${JSON.stringify({ figures }, null, 2)}\n`)
  }
  console.log(`\n${tableOf(figures)}\n\nwritten to ${out}`)
  return 0
})
