import fc from 'fast-check'
import { EFFORT } from './effort.ts'

// The suite draws the same cases every time, so that a red run is about what was changed. `npm run test:hard` draws
// others each time and prints the seed of what fails.
if (EFFORT === 1) fc.configureGlobal({ seed: 1 })
