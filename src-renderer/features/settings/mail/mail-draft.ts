import { create } from 'zustand'
import type { MailTemplateNow } from '#shared/features/mail-template/admin.ts'
import type { MailTemplate } from '#shared/features/mail-template/template.ts'

interface MailDraft {
  /** what is being written, and of which version; null while nothing was changed */
  draft: { template: MailTemplate; version: number } | null
  change(now: Pick<MailTemplateNow, 'template' | 'version'>, part: Partial<MailTemplate>): void
  drop(): void
  /** The server has taken what was on screen: what was written since then stays, and changes what stands there now. */
  taken(onScreen: MailTemplate, now: Pick<MailTemplateNow, 'version'>): void
}

/** What an administrator writes and has not saved: it stays while another room is shown, and while there is no server. */
export const useMailDraft = create<MailDraft>((set) => ({
  draft: null,
  change: (now, part) =>
    set(({ draft }) => {
      const { template, version } = draft ?? now
      return { draft: { template: { ...template, ...part }, version } }
    }),
  drop: () => set({ draft: null }),
  taken: (onScreen, { version }) =>
    set(({ draft }) => ({ draft: draft && draft.template !== onScreen ? { ...draft, version } : null }))
}))
