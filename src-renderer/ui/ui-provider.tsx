import { type ReactNode, useLayoutEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createNowSource, NowContext } from './now.ts'
import { PlatformContext, type UiPlatform } from './platform.ts'
import { ToastProvider } from './toast.tsx'
import { englishWords, type UiWords, WordsContext } from './words.ts'

interface UiProviderProps {
  /** BCP 47; decides direction, dates and numbers. */
  locale: string
  platform: UiPlatform
  nowMs: () => number
  words?: UiWords
  children: ReactNode
}

/** Once around the app: language, clock, platform and toasts for every component below. */
export function UiProvider({ locale, platform, nowMs, words = englishWords, children }: UiProviderProps) {
  const nowSource = useMemo(() => createNowSource(nowMs), [nowMs])
  useLayoutEffect(claimPressStyle, [])
  return (
    <I18nProvider locale={locale}>
      <WordsContext value={words}>
        <PlatformContext value={platform}>
          <NowContext value={nowSource}>
            <ToastProvider>{children}</ToastProvider>
          </NowContext>
        </PlatformContext>
      </WordsContext>
    </I18nProvider>
  )
}

/**
 * React Aria adds a style element for pressable elements unless one with this id exists. The content security policy
 * refuses inline styles, and `styles/base.css` holds the same rule, so an empty element takes the place.
 */
function claimPressStyle() {
  const id = 'react-aria-pressable-style'
  if (document.getElementById(id)) return
  const marker = document.createElement('meta')
  marker.id = id
  document.head.append(marker)
}
