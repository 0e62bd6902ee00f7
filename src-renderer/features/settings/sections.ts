import type { ComponentType } from 'react'
import type { Identity } from '#shared/features/session/entities.ts'
import { later } from '../../ui/later.tsx'

/** A section that administrators have beside their preferences; one that is not built is not listed. */
export interface AdminSection {
  id: string
  label: string
  Page: ComponentType<{ identity: Identity }>
}

export const ADMIN_SECTIONS: readonly AdminSection[] = [
  {
    id: 'people',
    label: 'People',
    Page: later(async () => (await import('./people/people-page.tsx')).PeoplePage)
  },
  {
    id: 'mail',
    label: 'Mail',
    Page: later(async () => (await import('./mail/mail-page.tsx')).MailPage)
  },
  {
    id: 'integration',
    label: 'Integration',
    Page: later(async () => (await import('./integration/integration-page.tsx')).IntegrationPage)
  }
]
