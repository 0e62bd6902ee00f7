import type { AdminLink } from '../account/admin-link.ts'
import type { FileLink } from '../files/file-link.ts'
import type { Link, LiveLine } from '../sync/link.ts'

/** A link whose code is loaded with the first request: what is cached is painted without it. */
export function createLateLink(load: () => Promise<Link>): Link {
  let loading: Promise<Link> | null = null
  const link = () => {
    loading ??= load()
    return loading
  }
  return {
    push: async (...args) => (await link()).push(...args),
    changes: async (...args) => (await link()).changes(...args),
    snapshotStart: async (...args) => (await link()).snapshotStart(...args),
    snapshotPage: async (...args) => (await link()).snapshotPage(...args),
    openLive(...args) {
      let line: LiveLine | null = null
      let closed = false
      void link().then((loaded) => {
        if (!closed) line = loaded.openLive(...args)
      })
      return {
        say: (hint) => line?.say(hint),
        close() {
          closed = true
          line?.close()
        }
      }
    }
  }
}

/** The same for what administrators ask. */
export function createLateAdminLink(load: () => Promise<AdminLink>): AdminLink {
  return async (...args) => (await load())(...args)
}

/** The same for files. */
export function createLateFileLink(load: () => Promise<FileLink>): FileLink {
  return {
    limits: async (...args) => (await load()).limits(...args),
    held: async (...args) => (await load()).held(...args),
    upload: async (...args) => (await load()).upload(...args),
    download: async (...args) => (await load()).download(...args)
  }
}
