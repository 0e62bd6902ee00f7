import { cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { afterEach } from 'vitest'
import { UiProvider } from '../../../../src-renderer/ui/ui-provider.tsx'

afterEach(cleanup)

// happy-dom's document is no instance of its own Document; React Aria asks that before it looks where the focus is
Object.defineProperty(Document, Symbol.hasInstance, {
  configurable: true,
  value: (node: unknown) => node === document
})

/** Paints components as the app does; returns the queries and a person with keyboard and mouse. */
export function renderUi(element: ReactElement, locale = 'en-GB') {
  const screen = render(element, {
    wrapper: ({ children }) => (
      <UiProvider locale={locale} platform="linux" nowMs={Date.now}>
        {children}
      </UiProvider>
    )
  })
  return { ...screen, person: userEvent.setup() }
}
