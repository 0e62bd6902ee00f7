import { createContext, useContext } from 'react'

export type UiPlatform = 'mac' | 'windows' | 'linux'

export const PlatformContext = createContext<UiPlatform>('linux')

/** The desktop that the app runs on; decides how shortcuts are written. */
export function usePlatform(): UiPlatform {
  return useContext(PlatformContext)
}
