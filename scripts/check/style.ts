// Is every file formatted, and does the linter find nothing?
import { captureTool } from '../tool.ts'
import type { Check } from './check.ts'

export const style: Check = {
  name: 'style',
  run: async () => {
    const { code, output } = await captureTool('biome', ['ci', '--colors=off', '--reporter=summary', '.'])
    const count = Number(output.match(/Checked (\d+) files?/)?.[1] ?? 0)
    const advice = 'Details and repair: npx biome check --write <file>'
    return { ok: code === 0, count, unit: 'files', output: `${output.trim()}\n${advice}` }
  }
}
