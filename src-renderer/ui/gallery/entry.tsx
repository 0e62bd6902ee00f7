import '../../styles/index.css'
import './gallery.css'
import { createRoot } from 'react-dom/client'
import { UiProvider } from '../ui-provider.tsx'
import { ActionsSection } from './actions-section.tsx'
import { DeskScene } from './desk-scene.tsx'
import { FieldsSection } from './fields-section.tsx'
import { ListsSection } from './lists-section.tsx'
import { OverlaysScene } from './overlays-scene.tsx'
import { StatesSection } from './states-section.tsx'
import { StatusSection } from './status-section.tsx'

const params = new URLSearchParams(location.search)
const locale = params.get('locale') ?? 'en-GB'
const scene = params.get('scene') ?? 'components'
const root = document.documentElement
root.dataset.theme = params.get('theme') === 'dark' ? 'dark' : 'light'
root.lang = locale
root.dir = locale.startsWith('ar') || locale.startsWith('he') ? 'rtl' : 'ltr'

function Scene() {
  if (scene === 'desk') return <DeskScene />
  if (scene === 'overlays') return <OverlaysScene />
  return (
    <main className="gallery">
      <h1 className="gallery-title">Gallery</h1>
      <ActionsSection />
      <FieldsSection />
      <StatusSection />
      <ListsSection />
      <StatesSection />
    </main>
  )
}

const container = document.getElementById('root')
if (!container) throw new Error('gallery.html has no #root')
createRoot(container).render(
  <UiProvider locale={locale} platform="linux" nowMs={Date.now}>
    <Scene />
  </UiProvider>
)
