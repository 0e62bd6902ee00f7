// Does every import keep the rules of dependency-cruiser.config.mjs?
import fs from 'node:fs'
import { captureTool } from '../tool.ts'
import type { Check } from './check.ts'

type Report = {
  summary: {
    totalCruised: number
    violations: { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] }[]
  }
}

const ROOTS = /^(src-.*|tests|bench|scripts)$/

export const imports: Check = {
  name: 'imports',
  run: async () => {
    const folders = fs.readdirSync('.').filter((name) => ROOTS.test(name))
    const { stdout, output } = await captureTool('depcruise', [
      '--config',
      'dependency-cruiser.config.mjs',
      '--output-type',
      'json',
      ...folders
    ])
    if (!stdout.startsWith('{')) return { ok: false, count: 0, unit: 'modules', output }
    const { totalCruised, violations } = (JSON.parse(stdout) as Report).summary
    const lines = violations.map(({ from, to, rule, cycle }) => {
      const path = cycle ? cycle.map(({ name }) => name).join(' -> ') : to
      return `${rule.name}: ${from}${path === from ? '' : ` -> ${path}`}`
    })
    return { ok: lines.length === 0, count: totalCruised, unit: 'modules', output: lines.join('\n') }
  }
}
