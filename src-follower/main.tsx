import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi, pathsOf } from './chat/api.ts'
import { createChat } from './chat/chat.ts'
import { browserStore, openKept } from './chat/kept.ts'
import { browserFiles } from './chat/kept-files.ts'
import { openLiveLink } from './chat/live-link.ts'
import { mintId } from './chat/mint-id.ts'
import { ChatPage } from './page/chat-page.tsx'
import './style/index.css'

const slug = decodeURIComponent(location.pathname.split('/').filter(Boolean).pop() ?? '')

const chat = createChat({
  api: createApi(slug, (input, init) => fetch(input, init)),
  keptFiles: browserFiles(slug),
  fileUrl: pathsOf(slug).file,
  openLive: (listener) => openLiveLink(slug, listener),
  kept: openKept(browserStore(), slug, window),
  clock: {
    nowMs: () => Date.now(),
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs)
      return () => clearTimeout(timer)
    }
  },
  mintId,
  watchNetwork(listener) {
    const on = () => listener(true)
    const off = () => listener(false)
    addEventListener('online', on)
    addEventListener('offline', off)
    return () => {
      removeEventListener('online', on)
      removeEventListener('offline', off)
    }
  }
})

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <ChatPage chat={chat} />
  </StrictMode>
)
chat.start()
