// Only so that vitest looks no further up.
export default {}
