/** What the command line and the environment ask of this run. */
export interface Environment {
  /** folder of this profile; null for the system's usual one */
  dataFolder: string | null
  /** what the sign-in screen offers first */
  defaultServerUrl: string
  /** paint the inbox into this PNG file, then end */
  screenshotFile: string | null
  /** role of the demo person to sign in as, for a screenshot */
  demoRole: string | null
}

const DEVELOPMENT_SERVER = 'http://127.0.0.1:4780'

/** @param argv everything after the program's own name */
export function readEnvironment(
  env: Record<string, string | undefined>,
  argv: readonly string[],
  isPackaged: boolean
): Environment {
  const screenshot = argv.find((argument) => argument.startsWith('--screenshot='))
  return {
    dataFolder: env.OCTOPUS_DESK_DATA || null,
    defaultServerUrl: env.OCTOPUS_DESK_SERVER || (isPackaged ? '' : DEVELOPMENT_SERVER),
    screenshotFile: screenshot?.slice('--screenshot='.length) || null,
    demoRole: env.OCTOPUS_DESK_DEMO_SIGN_IN || null
  }
}
