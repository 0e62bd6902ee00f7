// Is every file, export and dependency used?
import { captureTool } from '../tool.ts'
import type { Check } from './check.ts'

export const unused: Check = {
  name: 'unused',
  run: async () => {
    const { code, output } = await captureTool('knip', [
      '--no-progress',
      '--reporter',
      'symbols',
      '--reporter',
      './scripts/check/knip-count.mjs'
    ])
    const count = Number(output.match(/knip looked at (\d+) files/)?.[1] ?? 0)
    return { ok: code === 0, count, unit: 'files', output }
  }
}
