import type { UiPlatform } from '../ui/platform.ts'

/** Which keyboard names to show, read from the user agent of the window. */
export function platformOf(userAgent: string): UiPlatform {
  if (userAgent.includes('Mac OS X')) return 'mac'
  return userAgent.includes('Windows') ? 'windows' : 'linux'
}
