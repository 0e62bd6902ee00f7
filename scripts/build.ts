// `npm run build`: makes both bundles, whether or not something has changed.
import { build } from './build/bundle.ts'
import { main } from './tool.ts'

main(async () => {
  await build('desk')
  await build('follower')
  return 0
})
