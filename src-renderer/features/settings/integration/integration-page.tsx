import './integration.css'
import { ApiKeys } from './api-keys.tsx'
import { Webhooks } from './webhooks.tsx'

/** How the company's own systems ask and write here, and how they are told of what happens. */
export function IntegrationPage() {
  return (
    <div className="integration">
      <Webhooks />
      <ApiKeys />
    </div>
  )
}
