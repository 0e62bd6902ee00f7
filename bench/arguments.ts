import { parseArgs } from 'node:util'
import { Stop } from '../scripts/tool.ts'
import { MEASUREMENTS } from './figures.ts'
import { FULL, type Scale, SMALL } from './scale.ts'

interface BenchArguments {
  /** names of measurements, in the order of the table */
  names: string[]
  scale: Scale
  /** where the figures are written */
  out: string
}

const USAGE = `npm run bench -- [--small] [--out FILE] [NAME...]
  NAME        a measurement or one of its figures; all by default: ${Object.keys(MEASUREMENTS).join(', ')}
  --small     everything once with little data: shows that it can be measured, not how fast it is
  --out FILE  where the figures go (bench/results.json)`

const OPTIONS = { small: { type: 'boolean' }, out: { type: 'string' }, help: { type: 'boolean' } } as const

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n\n${USAGE}`)
  }
}

function measurementOf(name: string): string {
  const found = Object.entries(MEASUREMENTS).find(
    ([own, { figures }]) => own === name || figures.includes(name)
  )
  if (!found) throw new Stop(`There is no figure "${name}".\n\n${USAGE}`)
  return found[0]
}

export function parseBenchArguments(argv: string[]): BenchArguments {
  const { values, positionals } = parse(argv)
  if (values.help) throw new Stop(USAGE)
  const wanted = new Set(positionals.map(measurementOf))
  return {
    names: Object.keys(MEASUREMENTS).filter((name) => wanted.size === 0 || wanted.has(name)),
    scale: values.small ? SMALL : FULL,
    out: values.out ?? 'bench/results.json'
  }
}
