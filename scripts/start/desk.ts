// The desk as a child process.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Stop } from '../tool.ts'
import { type Logged, spawnLogged } from './process.ts'

export type DeskOptions = {
  /** Where its profile and its log go. */
  folder: string
  serverUrl: string
  /** Take this picture of the inbox, signed in as the demo agent, and end. */
  screenshot?: string
}

/** The Electron that the bootstrap has found, with what it takes to run here. */
export function electronCommand(): { program: string; args: string[] } {
  const program = process.env.ELECTRON_EXEC_PATH
  if (!program) throw new Stop('Start this through npm, which finds Electron first: npm start')
  // without a graphics card Chromium draws by software anyway, and need not look for one first
  const hasNoGraphics = process.platform === 'linux' && !existsSync('/dev/dri')
  return {
    program,
    args: [...(process.env.NO_SANDBOX ? ['--no-sandbox'] : []), ...(hasNoGraphics ? ['--disable-gpu'] : [])]
  }
}

export function startDesk({ folder, serverUrl, screenshot }: DeskOptions): Logged {
  const { program, args } = electronCommand()
  return spawnLogged(program, {
    args: [...args, '.', ...(screenshot ? [`--screenshot=${screenshot}`] : [])],
    env: {
      ...process.env,
      OCTOPUS_DESK_DATA: path.join(folder, 'desk'),
      OCTOPUS_DESK_SERVER: serverUrl,
      ...(screenshot && { OCTOPUS_DESK_DEMO_SIGN_IN: 'agent' })
    },
    logFile: path.join(folder, 'desk.log')
  })
}
