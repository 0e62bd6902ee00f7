import '../styles/index.css'
import { createRoot } from 'react-dom/client'
import { UiProvider } from '../ui/ui-provider.tsx'
import { App } from './app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { readFirstViews } from './first-views.ts'
import { platformOf } from './platform.ts'

async function start(root: HTMLElement): Promise<void> {
  await readFirstViews()
  createRoot(root).render(
    <UiProvider locale={navigator.language} platform={platformOf(navigator.userAgent)} nowMs={Date.now}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </UiProvider>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
void start(root)
