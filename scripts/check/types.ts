// Do all compiler projects agree with their types?
import ts from 'typescript'
import { captureTool } from '../tool.ts'
import type { Check } from './check.ts'

/** How many files the projects named in tsconfig.json cover. */
function countFiles(): number {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const filesOf = (config: string) => ts.getParsedCommandLineOfConfigFile(config, {}, host)
  return (filesOf('tsconfig.json')?.projectReferences ?? []).reduce(
    (sum, project) => sum + (filesOf(project.path)?.fileNames.length ?? 0),
    0
  )
}

export const types: Check = {
  name: 'types',
  run: async () => {
    const { code, output } = await captureTool('tsc', ['-b', '--pretty', 'false'])
    return { ok: code === 0, count: countFiles(), unit: 'files', output }
  }
}
