/** The reference client: not here yet. Its folder holds its place in the map; see ARCHITECTURE.md. */
export {}
